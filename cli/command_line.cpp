#include "cli/command_line.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "cli/output.hpp"
#include "models/read/suggest.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;
using viz::Words;

template <class T>
std::optional<T> number(const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return value;
}

// Words before the first blank or colon of CLI11's message: the option it is about.
std::string subject(const CLI::ParseError& error) {
  const std::string what = error.what();
  return what.substr(0, what.find_first_of(": "));
}

std::string unknown_word(const Words& words, const std::string& word,
                         const std::vector<std::string>& possible, viz::Message what) {
  const std::vector<std::string_view> candidates(possible.begin(), possible.end());
  std::string text = words.format(what, viz::printable(word));
  const std::string near = models::reading::nearest(word, candidates);
  if (!near.empty()) text += words.format(" Did you mean “{0}”?", near);
  return text;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

// What CLI11 writes into a help text by itself.
constexpr std::array labels{msgid("command line", "Usage"),      msgid("command line", "OPTIONS"),
                            msgid("command line", "SUBCOMMAND"), msgid("command line", "Positionals"),
                            msgid("command line", "Options"),    msgid("command line", "Subcommands")};

void use_language(CLI::App& app, const Words& words) {
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(28);
  for (const viz::Message label : labels) formatter->label(label.id, words(label));
  formatter->label("REQUIRED", "");
  app.formatter(formatter);
}

const CLI::App* chosen(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? nullptr : parsed.front();
}

}  // namespace

namespace {

CLI::Option* models_option(CLI::App& app, const Words& words, std::vector<std::string>& into) {
  return app
      .add_option("MODEL", into, words("model files, folders of them, or the name of a shipped scenario"))
      ->type_name("")
      ->expected(1, CLI::detail::expected_max_vector_size);
}

}  // namespace

void Command::models(std::vector<std::string>& into) { models_option(*app_, *words_, into)->required(); }

void Command::optional_models(std::vector<std::string>& into) { models_option(*app_, *words_, into); }

void Command::optional_word(const char* placeholder, std::string& into, viz::Message help) {
  app_->add_option(placeholder, into, (*words_)(help))->type_name("");
}

void Command::text(const char* name, std::string& into, const char* placeholder, viz::Message help) {
  app_->add_option(name, into, (*words_)(help))->type_name(placeholder)->expected(1);
}

void Command::list(const char* name, std::vector<std::string>& into, const char* placeholder,
                   viz::Message help) {
  app_->add_option(name, into, (*words_)(help))->type_name(placeholder);
}

void Command::commas(const char* name, std::vector<std::string>& into, const char* placeholder,
                     viz::Message help) {
  app_->add_option(name, into, (*words_)(help))->type_name(placeholder)->delimiter(',');
}

void Command::optional_commas(const char* name, std::optional<std::vector<std::string>>& into,
                              const char* placeholder, viz::Message help) {
  app_->add_option_function<std::vector<std::string>>(
          name,
          [&into](const std::vector<std::string>& values) {
            into = values;
            std::erase(*into, "");  // what CLI11 gives for no value at all
          },
          (*words_)(help))
      ->type_name(placeholder)
      ->delimiter(',')
      ->expected(0, CLI::detail::expected_max_vector_size);
}

void Command::whole(const char* name, std::optional<std::uint64_t>& into, std::uint64_t low,
                    std::uint64_t high, viz::Message help) {
  app_->add_option_function<std::string>(
          name,
          [&into, low, high, name, words = words_](const std::string& text) {
            into = number<std::uint64_t>(text);
            if (!into || *into < low || *into > high)
              throw CLI::ValidationError(words->format("{0}: “{1}” is not a whole number from {2} to {3}.",
                                                       name, viz::printable(text), low, high));
          },
          (*words_)(help))
      ->type_name("N");
}

void Command::between(const char* name, std::optional<double>& into, double low, double high,
                      viz::Message help) {
  app_->add_option_function<std::string>(
          name,
          [&into, low, high, name, words = words_](const std::string& text) {
            into = number<double>(text);
            if (!into || !(*into > low && *into < high))
              throw CLI::ValidationError(words->format("{0}: “{1}” is not a number between {2} and {3}.",
                                                       name, viz::printable(text), low, high));
          },
          (*words_)(help))
      ->type_name("X");
}

void Command::flag(const char* name, bool& into, viz::Message help) {
  app_->add_flag(name, into, (*words_)(help));
}

void Command::run(std::function<Exit()> action) {
  app_->callback([action = std::move(action)] {
    const Exit status = action();
    if (status != Exit::done) throw CLI::RuntimeError(static_cast<int>(status));
  });
}

CommandLine::CommandLine(Program& program) : program_(&program) {
  const Words& words = program.words;
  app_ = std::make_unique<CLI::App>(
      words("What a patch or a mitigation in a hospital does to everything that depends on it."),
      program.name);
  use_language(*app_, words);
  app_->option_defaults()->group(words(msgid("command line", "Options")));
  app_->set_help_flag("-h,--help", words("show this help"));
  app_->set_version_flag("--version", program.name + " " + program.version, words("show the version"));
  app_->add_option_function<std::string>(
          "--lang",
          [&words](const std::string& text) {
            if (text != "ja" && text != "en")
              throw CLI::ValidationError(
                  words.format("--lang: “{0}” is neither ja nor en.", viz::printable(text)));
          },
          words("language: ja or en (default: that of the system)"))
      ->type_name("ja|en")
      ->take_last();
  app_->add_flag("--quiet", program.quiet, words("no progress and no messages but errors"));
  app_->fallthrough();
  app_->require_subcommand(0, 1);
  app_->footer(words("COMMAND --help explains a command and shows an example."));
}

CommandLine::~CommandLine() = default;

Command CommandLine::add(const char* name, viz::Message what, const char* example) {
  CLI::App* command = app_->add_subcommand(name, program_->words(what));
  command->group(program_->words(msgid("command line", "Subcommands")));
  command->set_help_flag("-h,--help", program_->words("show this help"));  // anew, for its heading
  command->footer(program_->words.format("Example:\n  {0}", example));
  return {*command, program_->words};
}

Exit CommandLine::run(int count, const char* const* arguments) {
  try {
    app_->parse(count, arguments);
    if (chosen(*app_) != nullptr) return Exit::done;
    write_standard_output(*program_, app_->help());
    return Exit::usage;
  } catch (const CLI::RuntimeError& ended) {
    return static_cast<Exit>(ended.get_exit_code());
  } catch (const CLI::CallForHelp&) {
    write_standard_output(*program_, app_->help());  // of the command, if one was named
    return Exit::done;
  } catch (const CLI::CallForVersion&) {
    write_standard_output(*program_, program_->name + " " + program_->version + "\n");
    return Exit::done;
  } catch (const CLI::ParseError& problem) {
    return explain(problem);
  }
}

Exit CommandLine::explain(const std::exception& problem) {
  const Words& words = program_->words;
  const CLI::App* command = chosen(*app_);
  std::string text = problem.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr) {
    const std::vector<std::string> rest = app_->remaining(true);
    const std::string word = rest.empty() ? std::string{} : rest.front();
    std::vector<std::string> possible;
    if (command == nullptr && word.substr(0, 1) != "-") {
      for (const CLI::App* each : app_->get_subcommands({})) possible.push_back(each->get_name());
      text = unknown_word(words, word, possible, msgid("There is no command “{0}”."));
    } else {
      possible = option_names(*app_);
      if (command != nullptr)
        for (std::string& name : option_names(*command)) possible.push_back(std::move(name));
      text = unknown_word(words, word, possible, msgid("“{0}” was not expected here."));
    }
  } else if (const auto* required = dynamic_cast<const CLI::RequiredError*>(&problem)) {
    const std::string missing = subject(*required);
    text = missing == "MODEL"
               ? words.format(
                     "No model was named: a model file, a folder of them, or the name of a shipped "
                     "scenario. It stands before the options: hakyu {0} MODEL …",
                     command != nullptr ? command->get_name() : "")
               : words.format("{0} is missing.", missing);
  } else if (const auto* mismatch = dynamic_cast<const CLI::ArgumentMismatch*>(&problem)) {
    text = words.format("{0}: a value is missing, or there are too many.", subject(*mismatch));
  }
  warn(*program_, text);
  const std::string help = program_->name + (command != nullptr ? " " + command->get_name() : "") + " --help";
  warn(*program_, words.format("{0} shows how to use it.", help));
  return Exit::usage;
}

namespace {

// Dashes and backslashes as roff wants them; a line must not begin with a dot or an apostrophe.
std::string roff(const std::string& text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    line_start = c == '\n';
  }
  return out;
}

void describe_options(const CLI::App& app, std::string& page) {
  for (const CLI::Option* option : app.get_options()) {
    page += ".TP\n.B " + roff(option->get_name(option->get_positional(), true));
    if (!option->get_type_name().empty()) page += " \\fI" + roff(option->get_type_name()) + "\\fR";
    page += "\n" + roff(option->get_description()) + "\n";
  }
}

}  // namespace

std::string CommandLine::manual() const {
  const Words& words = program_->words;
  std::string page = ".TH HAKYU 1 \"\" \"hakyu " + program_->version + "\"\n";
  page += ".SH " + words("NAME") + "\nhakyu \\- " + roff(app_->get_description()) + "\n";
  page += ".SH " + words("SYNOPSIS") + "\n.B hakyu\n[\\fIoptions\\fR] \\fIcommand\\fR \\fIMODEL\\fR...\n";
  page += ".SH " + words("OPTIONS") + "\n";
  describe_options(*app_, page);
  page += ".SH " + words("COMMANDS") + "\n";
  for (const CLI::App* command : app_->get_subcommands({})) {
    page += ".SS " + command->get_name() + "\n" + roff(command->get_description()) + "\n";
    describe_options(*command, page);
    page += ".PP\n.nf\n" + roff(command->get_footer()) + "\n.fi\n";
  }
  page +=
      ".SH " + words("EXIT STATUS") + "\n" +
      roff(words(
          "0 done; 1 the input has errors or a check found a problem; 2 wrong usage; 3 the program or the "
          "machine failed; 130 interrupted, what was computed until then was shown.")) +
      "\n";
  return page;
}

std::string CommandLine::completion() const {
  const auto joined = [](const std::vector<std::string>& all) {
    std::string line;
    for (const std::string& each : all) line += (line.empty() ? "" : " ") + each;
    return line;
  };
  std::vector<std::string> commands;
  std::string cases;
  for (const CLI::App* command : app_->get_subcommands({})) {
    commands.push_back(command->get_name());
    cases += "    " + command->get_name() + ") options='" + joined(option_names(*command)) + "' ;;\n";
  }
  return "# bash completion for hakyu\n"
         "_hakyu() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} command= options= word\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in -*) ;; *) command=$word; break ;; esac\n"
         "  done\n"
         "  case $command in\n"
         "    '') options='" +
         joined(commands) + " " + joined(option_names(*app_)) + "' ;;\n" + cases +
         "  esac\n"
         "  if [[ $current == -* || -z $command ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _hakyu hakyu\n";
}

models::Language choose_language(int count, const char* const* arguments) {
  const auto is_japanese = [](const char* text) { return std::strncmp(text, "ja", 2) == 0; };
  // The last one counts, as for every option; a word that is no language leaves that of the system, so that
  // the complaint about it can be read.
  std::optional<models::Language> wanted;
  const auto want = [&](std::string_view word) {
    if (word == "ja") wanted = models::Language::ja;
    if (word == "en") wanted = models::Language::en;
  };
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    if (word == "--") break;
    if (word.starts_with("--lang=")) want(word.substr(7));
    if (word == "--lang" && i + 1 < count) want(arguments[i + 1]);
  }
  if (wanted) return *wanted;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return is_japanese(value) ? models::Language::ja : models::Language::en;
  }
  return models::Language::en;
}

}  // namespace hakyu::cli
