// What people write in the cells of a ledger around a name, or instead of one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hakyu::models::import {

/// Whether a cell for a name names nothing: blank, －, 不明, and also なし, 無, ×.
[[nodiscard]] bool names_nothing(std::string_view text);

/// Whether the cells are those of a row that sums others up: 合計, 小計 … and numbers, nothing else.
[[nodiscard]] bool sums_up(const std::vector<std::string>& texts);

/// Words for the hospital itself: 病院, 院内, 自院 …
[[nodiscard]] bool names_hospital(std::string_view text);
/// Plainly a department of it: 医療情報課, 放射線科, ME室; no company, and no division of one (事業部).
[[nodiscard]] bool names_department(std::string_view text);

struct NameAndPhone {
  std::string name, phone;
};

/// "富士通Japan㈱(03-1234-5678)" → name and telephone number; without one all is the name.
[[nodiscard]] NameAndPhone split_phone(std::string_view text);

/// Names of companies differ in how the form is written: ㈱, (株), 株式会社. For comparison only.
[[nodiscard]] std::string company(std::string_view name);

/// The host names of a cell: "core-sw1,core-sw2"; "ESX01～03" is written out (at most 256).
[[nodiscard]] std::vector<std::string> host_names(std::string_view text);

/// The items of a cell with several: separated as in split_list, but "Apache/2.4.6" is one.
[[nodiscard]] std::vector<std::string> split_software(std::string_view text);

/// Whether a text is a version that does not say of what: "6.4.13", "v7.0.12 build0523", "13.0-91.13".
[[nodiscard]] bool is_bare_version(std::string_view text);

}  // namespace hakyu::models::import
