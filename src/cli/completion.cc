#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/command.h"
#include "cli/options.h"

namespace lockgate::cli {
namespace {

// One place where a word can be completed: after `lockgate law show`, say.
struct Stop {
  std::string path;  // empty: the program itself
  std::vector<const CLI::App*> commands;
  std::vector<const CLI::Option*> options;  // its own and the global ones
  bool takes_files = false;
};

std::vector<const CLI::Option*> flags_of(const CLI::App& app) {
  return app.get_options([](const CLI::Option* option) { return option->nonpositional(); });
}

bool takes_files(const CLI::App& app) {
  const auto positionals = app.get_options([](const CLI::Option* option) { return option->get_positional(); });
  return std::any_of(positionals.begin(), positionals.end(), [](const CLI::Option* option) {
    const std::string name = option->get_name(true);
    return name == "ORDERS" || name == "FILE" || name == "DIR";
  });
}

void collect(const CLI::App& root, const CLI::App& app, const std::string& path, std::vector<Stop>& out) {
  Stop stop{path, app.get_subcommands({}), flags_of(app), takes_files(app)};
  if (&app != &root)
    for (const CLI::Option* option : flags_of(root))
      if (option->get_lnames().front() != "help") stop.options.push_back(option);
  out.push_back(stop);
  for (const CLI::App* command : stop.commands) collect(root, *command, path + (path.empty() ? "" : " ") + command->get_name(), out);
}

std::string words_of(const Stop& stop) {
  std::string out;
  for (const CLI::App* command : stop.commands) out += command->get_name() + " ";
  for (const CLI::Option* option : stop.options) out += "--" + option->get_lnames().front() + " ";
  return std::string(trim(out));
}

// The words an option's value may be, when they are few: `table|json` gives `table json`.
std::string choices_of(const CLI::Option& option) {
  std::string shown = option.get_option_text();
  if (shown.find('|') == std::string::npos) return "";
  std::replace(shown.begin(), shown.end(), '|', ' ');
  return shown;
}

bool takes_value(const CLI::Option& option) { return option.get_expected_max() > 0 && !option.get_option_text().empty(); }

std::string bash_values(const Stop& stop) {
  std::string out;
  for (const CLI::Option* option : stop.options) {
    if (!takes_value(*option)) continue;
    const std::string name = stop.path + " --" + option->get_lnames().front();
    const std::string words = choices_of(*option);
    out += fmt::format("    '{}') {};;\n", name, words.empty() ? "COMPREPLY=($(compgen -f -- \"$word\")); return" : "words='" + words + "'");
  }
  return out;
}

std::string bash(const std::vector<Stop>& stops) {
  std::string paths, values, words;
  for (const Stop& stop : stops) {
    if (!stop.path.empty()) paths += fmt::format("      '{}') path=$try;;\n", stop.path);
    values += bash_values(stop);
    words += fmt::format("      '{}') words='{}'{};;\n", stop.path, words_of(stop), stop.takes_files ? "; files=1" : "");
  }
  return fmt::format(
      "_lockgate() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} path='' try words='' files='' i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    try=${{path:+$path }}${{COMP_WORDS[i]}}\n"
      "    case $try in\n{}    esac\n"
      "  done\n"
      "  case \"$path $before\" in\n{}  esac\n"
      "  if [ -z \"$words\" ]; then\n"
      "    case $path in\n{}    esac\n"
      "  fi\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "  if [ -n \"$files\" ]; then COMPREPLY+=($(compgen -f -- \"$word\")); fi\n"
      "}}\n"
      "complete -o filenames -F _lockgate lockgate\n",
      paths, values, words);
}

// zsh runs the bash completion; its own language would say the same again.
std::string zsh(const std::vector<Stop>& stops) {
  return "#compdef lockgate\nautoload -U +X bashcompinit && bashcompinit\n" + bash(stops);
}

std::string fish_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("\\'") : std::string(1, c);
  return out + "'";
}

// A condition that holds when the command line so far names exactly the command of `stop`.
std::string fish_condition(const Stop& stop) {
  if (stop.path.empty()) return "__fish_use_subcommand";
  std::string out;
  for (const std::string_view word : split(stop.path, ' ')) out += fmt::format("{}__fish_seen_subcommand_from {}", out.empty() ? "" : "; and ", word);
  if (stop.commands.empty()) return out;
  out += "; and not __fish_seen_subcommand_from";
  for (const CLI::App* command : stop.commands) out += " " + command->get_name();
  return out;
}

std::string fish(const std::vector<Stop>& stops) {
  std::string out = "complete -c lockgate -f\n";
  for (const Stop& stop : stops) {
    const std::string start = "complete -c lockgate -n " + fish_text(fish_condition(stop));
    for (const CLI::App* command : stop.commands) out += fmt::format("{} -a {} -d {}\n", start, command->get_name(), fish_text(command->get_description()));
    if (stop.takes_files) out += start + " -F\n";
    for (const CLI::Option* option : stop.options) {
      const std::string choices = choices_of(*option);
      const std::string value = !takes_value(*option) ? "" : choices.empty() ? " -r -F" : " -x -a " + fish_text(choices);
      out += fmt::format("{} -l {}{} -d {}\n", start, option->get_lnames().front(), value, fish_text(option->get_description()));
    }
  }
  return out;
}

}  // namespace

Action declare_completion(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}))->option_text(" ");
  return [shell](Session& session) {
    Settings settings;
    Action action;
    const auto whole = build_app(settings, action);
    std::vector<Stop> stops;
    collect(*whole, *whole, "", stops);
    session.out().write(*shell == "bash" ? bash(stops) : *shell == "zsh" ? zsh(stops) : fish(stops));
  };
}

}  // namespace lockgate::cli
