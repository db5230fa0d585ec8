// What the cells of a ledger mean. A text that is not understood gives no value: nothing is guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/units.hpp"

namespace hakyu::models::import {

/// Days since 1899-12-30 (or 1904-01-01), as spreadsheets count; only 1950–2150 is a date.
[[nodiscard]] std::optional<Date> date_of_serial(double serial, bool from_1904 = false);

/// "2026-12-06".
[[nodiscard]] std::string iso_date(Date date);

struct DateReading {
  Date date;
  bool exact = true;  ///< false if the day is not written (or the text was a bare serial number)
};

/// A date as ledgers write it: 2026-12-06, 2026/12/6, 2026.12.6, 20261206, 2026年12月6日, 令和8年12月6日,
/// R8.12.6, H30.4.1, S64.1.7, 元年; 2026年12月, 2026/12, R8.12 (the last day of the month if `end`, else the
/// first); 45931 (serial number).
[[nodiscard]] std::optional<DateReading> read_date(std::string_view text, bool end);

/// ○ 〇 有 あり はい 済 TRUE … and × 無 なし いいえ FALSE …; a remark may follow in parentheses: 有(VPN).
[[nodiscard]] std::optional<bool> read_yes_no(std::string_view text);

/// Whether the cell says nothing: blank, － , 不明, 未確認, N/A …
[[nodiscard]] bool says_nothing(std::string_view text);
/// Those of them that leave a question open: 不明, 未確認, ? …
[[nodiscard]] bool says_unknown(std::string_view text);

/// Whether the cell repeats the one above: 同上, 〃, ″, 々.
[[nodiscard]] bool says_same(std::string_view text);

/// A whole number with or without its unit: 4, ４台, 1,200, 12本.
[[nodiscard]] std::optional<int> read_quantity(std::string_view text);

/// The number of devices that a remark or a name states for its row: 4台まとめて記載, 計12台, PC×4.
[[nodiscard]] std::optional<int> quantity_in_prose(std::string_view text);

struct Addresses {
  std::vector<std::string> list;    ///< single ones; ranges of at most 256 are written out
  std::vector<std::string> others;  ///< what was not understood
  std::size_t ranges = 0;
};

/// IPv4 (10.0.0.1, 10.0.0.1～4, 10.0.0.1-10.0.0.4, 10.0.0.0/24), IPv6 and MAC addresses, separated by blanks,
/// commas or line breaks.
[[nodiscard]] Addresses read_addresses(std::string_view text);

/// Words of a cell with several: separated by 、 , ; / or line breaks.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

/// A stable id from a number or name of the ledger: "SV-001" → "sv-001"; what cannot be written in an id
/// is replaced by eight digits of its digest: "検査DB" → "db-1f0c9a3e". Equal texts (in the sense of
/// compact) give equal ids, different texts different ones. `prefix` is put before what has no letters.
[[nodiscard]] std::string make_id(std::string_view text, std::string_view prefix);

/// Whether the name of an operating system is that of Windows: "Windows Server 2019", "Win10".
[[nodiscard]] bool is_windows(std::string_view name);
/// Whether a text can be a version of Windows: "10.0.17763.6893", "22H2", "1809", "SP2", "19045.3570", "2019
/// Standard". "12.2.0" cannot. Complexity: linear.
[[nodiscard]] bool may_be_windows_version(std::string_view text);

}  // namespace hakyu::models::import
