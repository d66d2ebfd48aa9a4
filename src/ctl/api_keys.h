#pragma once
#include "ctl/commands.h"

// The commands about keys of the API. Private to ctl.
namespace ctl {

int api_keys_add(Call& call);
int api_keys_end(Call& call);
int api_keys_list(Call& call);

}  // namespace ctl
