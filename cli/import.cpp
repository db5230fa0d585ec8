// hakyu import: chooses the reader; each kind is carried out in its own file.
#include "cli/import.hpp"

#include <memory>

#include "cli/import_advisories.hpp"
#include "cli/import_ledger.hpp"
#include "models/import/advisories/kinds.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

/// One word for all advisories: the kind is recognised by the content.
constexpr const char* any_kind = "advisories";
constexpr const char* example =
    "hakyu import ledger docs/import/ledger.csv --mapping it-ledger -o ledger.json";

/// What can be imported, and an example.
std::string possible(const Program& program) {
  const viz::Words& words = program.words;
  std::string names;
  for (const auto& kind : models::advisories::kinds())
    names += (names.empty() ? "" : ", ") + std::string(kind.name);
  return "\n  ledger      " + words("ledgers of devices (CSV, Excel)") + "\n  " + any_kind + "  " +
         words("advisories, catalogues, SBOMs and scans; the kind is recognised by the content") +
         "\n              " + words.format("only one kind: {0}", names) + "\n" +
         words.format("Example:\n  {0}", example);
}

Exit import(const Program& program, const ImportOptions& options) {
  if (options.kind == "ledger") return import_ledger(program, options);
  if (options.kind == any_kind || models::advisories::kind_named(options.kind) != nullptr)
    return import_advisories(program, options);
  const std::string what =
      options.kind.empty()
          ? program.words("Say what is imported. Possible are:")
          : program.words.format("“{0}” cannot be imported. Possible are:", viz::printable(options.kind));
  throw Failure(Exit::usage, what + possible(program));
}

}  // namespace

void add_import(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<ImportOptions>();
  Command command =
      line.add("import", msgid("takes up ledgers (CSV, Excel), advisories, catalogues and scans"), example);
  command.optional_word(
      "KIND", options->kind,
      msgid("what is imported: ledger; advisories (recognises the rest), csaf, jvn, nvd, kev, "
            "epss, osv, msrc, cyclonedx, nmap, vuls"));
  command.list("FILE", options->files, "", msgid("files to import; advisories also folders"));
  command.text("--mapping", options->mapping, "MAP",
               msgid("which column means what: a file, or it-ledger, me-ledger, asset-tool"));
  command.text("-o,--output", options->output, "FILE",
               msgid("model file to write or update (with --guess: the mapping file)"));
  command.text("--sheet", options->sheet, "NAME", msgid("only this sheet (default: all whose headings fit)"));
  command.flag("--guess", options->guess, msgid("propose a mapping"));
  command.text(
      "--store", options->store, "FILE",
      msgid("store of the vulnerabilities: a file, or the folder of the model (default: this folder)"));
  command.flag("--dry-run", options->dry_run, msgid("show what would be made; write nothing"));
  command.run([options, &program] { return import(program, *options); });
}

}  // namespace hakyu::cli
