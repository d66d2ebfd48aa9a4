#include "pages/seen_from.h"

#include "identity/sign_in.h"

namespace pages {

std::vector<views::AccountDevice> devices_of(Ctx& ctx, store::Tx& tx, identity::UserId user,
                                             identity::SessionId here) {
  std::vector<views::AccountDevice> shown;
  for (const auto& device : identity::devices(tx, user, ctx.now))
    shown.push_back({device.id, views::agent_text(device.agent), device.address,
                     device.last_seen_at, device.id == here});
  return shown;
}

std::vector<views::AccountAttempt> attempts_of(store::Tx& tx, identity::UserId user) {
  constexpr std::int64_t kShown = 10;
  std::vector<views::AccountAttempt> shown;
  for (const auto& attempt : identity::attempts(tx, user, kShown))
    shown.push_back({attempt.at, views::attempt_text(attempt.outcome),
                     views::agent_text(attempt.agent) + ", " + attempt.address});
  return shown;
}

}  // namespace pages
