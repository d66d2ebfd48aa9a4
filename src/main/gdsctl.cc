// gdsctl: the operator's program. `gdsctl help` lists the commands.
#include <iostream>
#include <string>

#include "app/open.h"
#include "ctl/commands.h"

namespace {

int help(std::ostream& out, int status) {
  out << "usage: gdsctl [--config FILE] COMMAND\n\n";
  for (const auto& command : ctl::commands())
    out << "  " << command.name << ' ' << command.options << "\n      " << command.does << '\n';
  return status;
}

// The longest command whose words begin the line ("import products" before "import").
const ctl::Command* find(const std::string& one, const std::string& two) {
  for (const auto& command : ctl::commands())
    if (command.name == one + " " + two || command.name == one) return &command;
  return nullptr;
}

int run(int argc, char** argv) {
  base::Args args{argc, argv};
  auto with_settings = args;
  args.take_option("--config");
  args.take_settings();
  const auto first = args.take_word().value_or("help");
  if (first == "help") return help(std::cout, 0);
  const auto* command = find(first, "");
  if (command == nullptr) command = find(first, args.take_word().value_or(""));
  if (command == nullptr) return help(std::cerr, 2);
  const auto config =
      command->start == ctl::Start::Bare ? base::Config{} : base::load_config(with_settings);
  app::leave_no_core();
  ctl::Call call{args, config, [&] { app::become_owner(config); }};
  if (command->start == ctl::Start::AsOwner) call.become_owner();
  return command->run(call);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const base::UsageError& e) {
    std::cerr << "gdsctl: " << e.what() << '\n';
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "gdsctl: " << e.what() << '\n';
    return 1;
  }
}
