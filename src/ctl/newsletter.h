#pragma once
#include "ctl/commands.h"

namespace ctl {

int newsletter_allow(Call& call);
int newsletter_export(Call& call);
int newsletter_suppress(Call& call);

}  // namespace ctl
