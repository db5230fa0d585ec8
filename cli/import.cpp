// hakyu import: chooses the reader; each kind is carried out in its own file.
#include "cli/import.hpp"

#include <array>
#include <memory>

#include "cli/import_ledger.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct Kind {
  const char* name;
  Exit (*run)(const Program&, const ImportOptions&);
};

// One line per kind of import.
constexpr std::array kinds{
    Kind{"ledger", import_ledger},
};

Exit import(const Program& program, const ImportOptions& options) {
  std::string names;
  for (const Kind& kind : kinds) {
    if (options.kind == kind.name) return kind.run(program, options);
    names += (names.empty() ? "" : ", ") + std::string(kind.name);
  }
  throw Failure(Exit::usage, program.words.format("“{0}” cannot be imported. Possible are: {1}.",
                                                  viz::printable(options.kind), names));
}

}  // namespace

void add_import(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<ImportOptions>();
  Command command = line.add("import", msgid("makes model files from ledgers (CSV, Excel)"),
                             "hakyu import ledger docs/import/ledger.csv --mapping it-ledger -o ledger.json");
  command.optional_word("KIND", options->kind, msgid("what is imported: ledger"));
  command.list("FILE", options->files, "", msgid("files to import"));
  command.text("--mapping", options->mapping, "MAP",
               msgid("which column means what: a file, or it-ledger, me-ledger, asset-tool"));
  command.text("-o,--output", options->output, "FILE",
               msgid("model file to write or update (with --guess: the mapping file)"));
  command.text("--sheet", options->sheet, "NAME", msgid("only this sheet (default: all whose headings fit)"));
  command.flag("--guess", options->guess, msgid("propose a mapping"));
  command.flag("--dry-run", options->dry_run, msgid("show what would be made; write nothing"));
  command.run([options, &program] { return import(program, *options); });
}

}  // namespace hakyu::cli
