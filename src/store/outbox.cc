#include "store/outbox.h"

namespace store {
namespace {

const Query<void(std::string, std::string, JsonText, base::Instant, base::Instant)> kEnqueue{
    "outbox.enqueue", R"sql(
    INSERT INTO outbox (kind, key, payload, due_at, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kind, key) DO NOTHING)sql"};

}  // namespace

void enqueue(Tx& tx, std::string_view kind, std::string_view key, JsonText payload,
             base::Instant due_at, base::Instant now) {
  tx.exec(kEnqueue, std::string{kind}, std::string{key}, payload, due_at, now);
}

}  // namespace store
