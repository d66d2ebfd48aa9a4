#include "inventory/waits.h"

#include "base/columns.h"
#include "base/crypto.h"
#include "base/email.h"
#include "base/json_writer.h"
#include "store/outbox.h"

namespace inventory {
namespace {

using base::Instant;
using store::Query;

const Query<bool(base::VariantId)> kForSale{"inventory.wait_for_sale", R"sql(
    SELECT EXISTS (SELECT FROM variants v JOIN products p ON p.id = v.product_id
                    WHERE v.id = $1 AND v.state = 'active' AND p.state = 'active'))sql"};

// Nothing is written when the mailbox waits for it already, for too much, or was asked too often.
const Query<StockWaitId(base::VariantId, std::string, std::string, Instant, std::int64_t,
                        std::int64_t)>
    kWait{"inventory.wait", R"sql(
    INSERT INTO stock_waits (variant_id, email, mailbox, asked_at)
    SELECT $1::bigint, $2::text, $3::text, $4::timestamptz
     WHERE (SELECT count(*) FROM stock_waits
             WHERE mailbox = $3 AND asked_at > $4::timestamptz - interval '1 hour') < $5
       AND (SELECT count(*) FROM stock_waits
             WHERE mailbox = $3 AND told_at IS NULL AND ended_at IS NULL) < $6
    ON CONFLICT DO NOTHING
    RETURNING id)sql"};

struct Row {
  std::string email;
  std::string title;
  std::string condition;
  std::string sku;
  std::string path;
  static constexpr auto columns() {
    return base::Columns<&Row::email, &Row::title, &Row::condition, &Row::sku, &Row::path>{};
  }
};
const Query<Row(StockWaitId, std::string, Instant)> kQuestion{"inventory.draw_question", R"sql(
    UPDATE stock_waits w SET token_hash = $2
      FROM variants v JOIN products p ON p.id = v.product_id
     WHERE w.id = $1 AND v.id = w.variant_id AND w.confirmed_at IS NULL AND w.ended_at IS NULL
       AND w.asked_at > $3
    RETURNING w.email, p.title, v.condition, v.sku, '/p/' || p.slug)sql"};
const Query<Row(StockWaitId, std::string)> kNews{"inventory.draw_wait_news", R"sql(
    UPDATE stock_waits w SET token_hash = $2
      FROM variants v JOIN products p ON p.id = v.product_id
     WHERE w.id = $1 AND v.id = w.variant_id AND w.told_at IS NOT NULL AND w.ended_at IS NULL
    RETURNING w.email, p.title, v.condition, v.sku, '/p/' || p.slug)sql"};

const Query<StockWaitId(std::string, Instant, Instant)> kConfirm{"inventory.confirm_wait", R"sql(
    UPDATE stock_waits SET confirmed_at = coalesce(confirmed_at, $2)
     WHERE token_hash = $1 AND ended_at IS NULL AND asked_at > $3
    RETURNING id)sql"};
// Of this mailbox, whatever it waits for.
const Query<StockWaitId(std::string, Instant)> kEnd{"inventory.end_waits", R"sql(
    UPDATE stock_waits SET ended_at = coalesce(ended_at, $2)
     WHERE mailbox = (SELECT mailbox FROM stock_waits WHERE token_hash = $1)
    RETURNING id)sql"};

const Query<StockWaitId(std::int64_t, Instant)> kTell{"inventory.tell_waiting", R"sql(
    WITH due AS (
      SELECT id FROM stock_waits
       WHERE confirmed_at IS NOT NULL AND told_at IS NULL AND ended_at IS NULL
         AND variant_available(variant_id, $2) > 0
       ORDER BY id LIMIT $1
       FOR UPDATE SKIP LOCKED)
    UPDATE stock_waits w SET told_at = $2 FROM due WHERE w.id = due.id
    RETURNING w.id)sql"};
const Query<std::int64_t(Instant, Instant)> kForget{"inventory.forget_waits", R"sql(
    WITH gone AS (
      DELETE FROM stock_waits
       WHERE (confirmed_at IS NULL AND asked_at < $1)
          OR greatest(told_at, ended_at) < $2
      RETURNING 1)
    SELECT count(*) FROM gone)sql"};

void leave_word(store::Tx& tx, const char* kind, StockWaitId wait, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("wait", wait.raw());
  store::enqueue(tx, kind, std::to_string(wait.raw()), store::JsonText{json.end_object().take()},
                 now, now);
}

std::optional<WaitMail> with_token(std::optional<Row> row, const std::string& token) {
  if (!row) return std::nullopt;
  return WaitMail{row->email, row->title, row->condition, row->sku, row->path, base::Secret{token}};
}

}  // namespace

base::Result<base::Done, WaitRefusal> wait_for_stock(store::Tx& tx, base::VariantId variant,
                                                     const std::string& email, Instant now) {
  if (!tx.one(kForSale, variant)) return WaitRefusal::NotForSale;
  const auto wait = tx.one_or_none(kWait, variant, email, base::mail_key(email), now,
                                   std::int64_t{kMostQuestions}, std::int64_t{kMostWaits});
  if (wait) leave_word(tx, "mail.stock_question", *wait, now);
  return base::Done{};
}

std::optional<WaitMail> draw_question(store::Tx& tx, StockWaitId wait, Instant now) {
  const auto token = base::random_token();
  return with_token(tx.one_or_none(kQuestion, wait, base::sha256_hex(token), now - kAnswerTime),
                    token);
}

std::optional<WaitMail> draw_news(store::Tx& tx, StockWaitId wait) {
  const auto token = base::random_token();
  return with_token(tx.one_or_none(kNews, wait, base::sha256_hex(token)), token);
}

bool confirm_wait(store::Tx& tx, const std::string& token, Instant now) {
  return tx.one_or_none(kConfirm, base::sha256_hex(token), now, now - kAnswerTime).has_value();
}

bool end_wait(store::Tx& tx, const std::string& token, Instant now) {
  return !tx.all(kEnd, base::sha256_hex(token), now).empty();
}

int tell_waiting(store::Tx& tx, int most, Instant now) {
  const auto told = tx.all(kTell, std::int64_t{most}, now);
  for (const auto wait : told) leave_word(tx, "mail.stock_news", wait, now);
  return static_cast<int>(told.size());
}

std::int64_t forget_waits(store::Tx& tx, Instant now) {
  return tx.one(kForget, now - kAnswerTime, now - std::chrono::days{30});
}

}  // namespace inventory
