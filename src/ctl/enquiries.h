#pragma once
#include "ctl/commands.h"

namespace ctl {

int enquiries_close(Call& call);
int enquiries_list(Call& call);

}  // namespace ctl
