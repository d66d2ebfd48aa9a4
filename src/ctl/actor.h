#pragma once
#include <string>

namespace ctl {

// Who stands beside what was entered or decided: the account that typed the command.
std::string actor();

}  // namespace ctl
