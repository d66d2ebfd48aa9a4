#pragma once
#include "ctl/commands.h"

namespace ctl {

int content_preview(Call& call);

}  // namespace ctl
