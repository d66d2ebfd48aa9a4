#pragma once
#include "ctl/commands.h"

// Further commands about staff. Private to ctl.
namespace ctl {

int staff_anew(Call& call);
int staff_end(Call& call);

}  // namespace ctl
