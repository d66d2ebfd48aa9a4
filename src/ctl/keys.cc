#include <iostream>

#include "base/crypto.h"
#include "ctl/staff.h"
#include "identity/staff.h"

namespace ctl {

// gdsctl keys new: 64 hex digits, to be put in front of identity.seal_keys.
int keys_new(Call& call) {
  call.args.done();
  std::cout << base::hex(base::random_bytes(32)) << '\n';
  return 0;
}

// gdsctl keys rotate
int keys_rotate(Call& call) {
  call.args.done();
  const base::SealKeys keys{call.config.identity.seal_keys};
  if (keys.empty()) return refused("identity.seal_keys is empty: there is nothing to seal under");
  auto db = database(call);
  const auto sealed =
      db.transact("keys_rotate", [&](store::Tx& tx) { return identity::reseal(tx, keys); });
  std::cout << sealed.done << " sealed anew under key " << keys.newest_id() << '\n';
  if (sealed.lost > 0)
    return refused(std::to_string(sealed.lost) +
                   " are sealed under a key that is not in identity.seal_keys");
  return 0;
}

}  // namespace ctl
