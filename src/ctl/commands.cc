#include "ctl/commands.h"

#include <array>

namespace ctl {
namespace {

constexpr std::array kCommands = {
    Command{"migrate", "[--folder DIR]", "bring the database to the newest shape", migrate},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

}  // namespace ctl
