#include "identity/news.h"

#include "base/json_writer.h"
#include "store/outbox.h"

namespace identity {

void tell(store::Tx& tx, const char* what, UserId user, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("user", user.raw()).end_object();
  store::enqueue(tx, "mail.account_news",
                 std::string{what} + ' ' + std::to_string(user.raw()) + ' ' + base::to_iso8601(now),
                 {json.take()}, now, now);
}

}  // namespace identity
