#pragma once
#include "base/seal.h"
#include "identity/sessions.h"

// The second step of signing in: codes by time of an authenticator, whose seed is kept sealed, and
// recovery codes. Staff always have it (identity/staff.h), shoppers where they want it.
namespace identity {

// Is an authenticator set up, that is confirmed by a code?
bool has_second_step(store::Tx& tx, UserId user);

// The seed that is to be set up, made when there is none; nothing once it is confirmed: it is shown
// to nobody again.
std::optional<base::Secret> seed_to_confirm(store::Tx& tx, UserId user, const base::SealKeys& keys,
                                            Instant now);

// Is this a code of now that was not used before, or an unused recovery code? Used up by asking;
// the first right one confirms the seed. After five wrong ones nothing is right for a quarter of an
// hour, whatever it is (contract sheet: logins, 1). Of a recovery code that was used, and of a code
// that comes twice, word is mailed. In a transaction of its own.
enum class CodeAnswer { Right, RightByRecovery, Wrong, Waiting };
CodeAnswer check_code(store::Db& db, Audience audience, UserId user, std::string_view typed,
                      const base::SealKeys& keys, Instant now);

// Ten new ones, shown once; the old ones are void. They are kept as HMACs under the seed, which is
// sealed: whoever has the table alone cannot try any, and a new key of the seals changes nothing.
// Nothing for who has no seed that opens.
std::vector<std::string> new_recovery_codes(store::Tx& tx, UserId user, const base::SealKeys& keys);
std::int64_t recovery_codes_left(store::Tx& tx, UserId user);

// A shopper's authenticator was confirmed, or is wanted no more: word is mailed. The caller has
// seen password and code.
void announce_second_step(store::Tx& tx, UserId user, Instant now);
void drop_second_step(store::Tx& tx, UserId user, Instant now);
// The same without a word; was there one?
bool drop_codes(store::Tx& tx, UserId user);

// A shopper's session after the password and before the code: it opens the second step alone, for
// ten minutes.
Begun begin_half_session(store::Tx& tx, UserId user, const Client& client, Instant now);
std::optional<Session> find_half_session(store::Tx& tx, const std::string& token, Instant now);

// Seals every seed under the newest key; how many were under another. A seed whose key is not there
// is left and counted in `lost`.
struct Resealed {
  int done = 0;
  int lost = 0;
};
Resealed reseal(store::Tx& tx, const base::SealKeys& keys);

}  // namespace identity
