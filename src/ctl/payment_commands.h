#pragma once
#include "ctl/commands.h"

// The commands about payments; see ctl/commands.h.
namespace ctl {

int disputes_close(Call& call);
int disputes_evidence(Call& call);
int disputes_list(Call& call);
int disputes_submit(Call& call);
int orders_free(Call& call);
int payments_differences(Call& call);
int payments_done(Call& call);
int payments_tasks(Call& call);
int plans_add(Call& call);
int plans_list(Call& call);
int plans_withdraw(Call& call);
int stripe_calls(Call& call);
int stripe_events(Call& call);

}  // namespace ctl
