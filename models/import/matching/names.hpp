// Names of makers and products in one form, and which makers are the same.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/diagnostic.hpp"

namespace hakyu::models::matching {

/// A maker's name for comparison: NFKC, lower case, without company forms (Inc., Co., Ltd., GmbH, 株式会社,
/// ㈱, 有限会社 …), the country of a branch (Japan, ジャパン, 日本マイクロソフト), punctuation and blanks.
/// `_` (CPE) is a blank. Empty for words that name none ("不明", "なし", "-", "unknown").
[[nodiscard]] std::string vendor_key(std::string_view name);

/// The words of a product's name for comparison: NFKC, lower case, split at everything that is no letter or
/// digit, without words that say nothing (firmware, series, software, edition …), abbreviations of what
/// stands before them ("Central Station (CS)"), former names ("Vue PACS (旧Carestream)") and the maker's name
/// at the beginning.
[[nodiscard]] std::vector<std::string> product_words(std::string_view name, std::string_view vendor);

/// The words joined: equal for "Vue PACS", "vue_pacs" and "VuePACS".
[[nodiscard]] std::string product_key(const std::vector<std::string>& words);

/// Whether `words` begin with `start`.
[[nodiscard]] bool begin_with(const std::vector<std::string>& words, const std::vector<std::string>& start);

/// Whether a product's name tells the product even under another maker than the advisory's, because no two
/// makers would give it: two words or more, six letters together, of which one is neither a number nor one
/// that many products have ("server", "backup", "monitor"); or one word of letters and digits, a model code
/// of at least four ("B650"). "PACS", "Synapse", "File Server" and "Monitor 5" tell nothing.
[[nodiscard]] bool tells_product(const std::vector<std::string>& words);

/// Whether one of two names is the other with a few words more: at least half of the words are the same,
/// numbers do not differ, and one of the shared words is more than a common one (server, viewer …), short
/// ones together with another ("Vue PACS").
[[nodiscard]] bool names_resemble(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// A maker that went over into another, wholly or in part.
struct Succession {
  std::string from, to;  ///< ids of makers
  std::string since, what, source;
};

/// A maker that the name of a product tells.
struct ImpliedMaker {
  std::string id;
  std::size_t words = 0;  ///< at the beginning of the product's words that are the maker's name
  std::size_t name = 0;   ///< words of the product that only this maker makes
};

/// Which names mean the same maker.
class Vendors {
 public:
  /// The table that comes with the program (vendors.json).
  [[nodiscard]] static const Vendors& shipped();

  /// The id of a maker: of the table if the name is there, or if it is that of a branch of a maker there
  /// ("NECプラットフォームズ"); else its vendor_key.
  [[nodiscard]] std::string id_of(std::string_view name) const;

  /// product_words, also without another of the maker's names at the beginning, and with short ones written
  /// out. Complexity: linear.
  [[nodiscard]] std::vector<std::string> words_of(std::string_view product, std::string_view vendor) const;

  /// Ids of the makers that `id` came from or went over into, at any distance, `id` excluded, sorted.
  [[nodiscard]] std::vector<std::string> related(const std::string& id) const;

  /// The maker that the words of a product's name begin with ("Apache Log4j"), or the one that alone makes
  /// products of this name ("Windows Server 2019").
  [[nodiscard]] std::optional<ImpliedMaker> maker_in(const std::vector<std::string>& words) const;

  /// A name as a ledger writes it with a blank between a product that is known and a number glued to it:
  /// "FortiGate100E" → "FortiGate 100E". Complexity: length × known products.
  [[nodiscard]] std::string spaced(const std::string& name) const;

  /// The words of a product of `maker` (an id, "" if not known) with short ones written out: "win2019" →
  /// "windows", "2019"; the order code "fg60f" of Fortinet → "fortigate", "60f". Complexity: linear.
  [[nodiscard]] std::vector<std::string> written_out(const std::vector<std::string>& words,
                                                     const std::string& maker = {}) const;

  /// Makers and names of what belongs to a product of `maker` ("" if not known) whose name begins with these
  /// words: what runs on an appliance, what a suite consists of. A name that only one maker gives tells the
  /// maker, whoever is said to be it ("FortiGate" of a dealer).
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> parts_of(
      const std::string& maker, const std::vector<std::string>& words) const;

  /// Adds names that mean the same maker. A name that is known already brings the others to its maker.
  void add(const std::vector<std::string>& names);
  void add(Succession succession);
  void name(const std::string& id, const std::vector<std::string>& names);
  /// Names that no other maker's products begin with.
  void product(const std::string& id, const std::vector<std::string>& names);
  /// Products of the maker whose names begin with one of `names` have `parts`.
  void parts(const std::string& id, const std::vector<std::string>& names,
             const std::vector<std::string>& parts);
  /// A short word and the words it stands for; `maker`: in its products only ("" for all).
  void word(const std::string& maker, const std::string& word, const std::string& means);

  [[nodiscard]] std::size_t size() const { return id_of_key_.size(); }
  [[nodiscard]] const std::vector<Succession>& successions() const { return successions_; }

 private:
  using Parts = std::vector<std::pair<std::string, std::string>>;
  /// How many words at the beginning are a maker's name, and which maker's.
  [[nodiscard]] std::optional<ImpliedMaker> maker_before(const std::vector<std::string>& words) const;
  [[nodiscard]] Parts parts_by(const std::string& maker, const std::vector<std::string>& name) const;

  std::unordered_map<std::string, std::string> id_of_key_;
  std::vector<Succession> successions_;
  std::vector<std::pair<std::vector<std::string>, std::string>> products_;  ///< words of the name, id
  struct Whole {
    std::string maker;
    std::vector<std::string> words, parts;
  };
  std::vector<Whole> wholes_;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> words_;  ///< by maker and word
};

struct VendorsResult {
  Vendors vendors;  ///< the names of `base` and those of the file
  std::size_t added = 0;
  Diagnostics diagnostics;
};

/// Reads a list of makers and adds it to `base`: a table of the form of vendors.json, or MyJVN's dictionaries
/// of makers and products (getVendorList, getProductList, myjvn_product_*.rdf: XML 3.x or JSON 4.0), where
/// names in both languages and the maker's CPE belong together.
[[nodiscard]] VendorsResult read_vendors(const std::string& file, std::string_view bytes, Vendors base);

}  // namespace hakyu::models::matching
