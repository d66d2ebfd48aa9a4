#include "catalog/sent_picture.h"

#include "base/columns.h"
#include "base/crypto.h"
#include "catalog/goods.h"
#include "catalog/import_write.h"
#include "catalog/picture.h"
#include "catalog/small_picture.h"

namespace catalog {
namespace {

using base::Instant;
using store::Query;

// Not to the row: two at once may both be the last one.
const Query<SentPictureId(base::ProductId, std::string, std::string, store::Bytes, std::string,
                          Instant, std::int64_t)>
    kSend{"catalog.send_picture", R"sql(
    INSERT INTO sent_pictures (product_id, view, sha256, body, sent_by, sent_at)
    SELECT $1, $2, $3, $4, $5, $6
     WHERE (SELECT count(*) FROM sent_pictures WHERE state = 'waiting') < $7
    RETURNING id)sql"};

const Query<SentPicture(std::int64_t)> kSent{"catalog.sent_pictures", R"sql(
    SELECT s.id, p.title, '/p/' || p.slug, s.view, s.state, s.sent_by, s.sent_at
      FROM sent_pictures s JOIN products p ON p.id = s.product_id
     ORDER BY s.id DESC LIMIT $1)sql"};

struct Taken {
  SentPictureId id;
  base::ProductId product;
  std::string alt;
  std::string view;
  int tries;
  store::Bytes body;
  static constexpr auto columns() {
    return base::Columns<&Taken::id, &Taken::product, &Taken::alt, &Taken::view, &Taken::tries,
                         &Taken::body>{};
  }
};
const Query<Taken()> kTake{"catalog.take_sent_picture", R"sql(
    UPDATE sent_pictures s SET tries = s.tries + 1
      FROM products p JOIN brands b ON b.id = p.brand_id
     WHERE p.id = s.product_id
       AND s.id = (SELECT id FROM sent_pictures WHERE state = 'waiting'
                    ORDER BY tries, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING s.id, p.id, b.name || ' ' || p.mpn || ', ' || s.view || ' view', s.view, s.tries,
              s.body)sql"};

// Guarded: another job may have been as far.
const Query<void(SentPictureId, std::string, Instant)> kFinish{"catalog.finish_sent_picture", R"sql(
    UPDATE sent_pictures SET state = $2, body = NULL, done_at = $3
     WHERE id = $1 AND state = 'waiting')sql"};

}  // namespace

base::Result<SentPictureId, SendRefusal> send_picture(store::Tx& tx, const PictureToSend& picture,
                                                      const std::string& actor, Instant now) {
  const auto seen = look_at_picture(picture.bytes);
  if (!seen) return seen.why();
  const auto goods = find_variant(tx, picture.sku);
  if (!goods) return SendRefusal::NoGoods;
  const auto id =
      tx.one_or_none(kSend, goods->product, picture.view, base::sha256_hex(picture.bytes),
                     store::Bytes{std::string{picture.bytes}}, actor, now, kMostWaiting);
  if (!id) return SendRefusal::Crowded;
  return *id;
}

std::vector<SentPicture> sent_pictures(store::Tx& tx, std::int64_t most) {
  return tx.all(kSent, most);
}

bool draw_next_picture(store::Db& db, const std::string& media, Instant now) {
  // Counted before it is decoded, in a transaction of its own: a file that ends the program counts.
  const auto taken =
      db.transact("take_sent_picture", [](store::Tx& tx) { return tx.one_or_none(kTake); });
  if (!taken) return false;
  const auto drawn =
      taken->tries > kMostTries ? std::optional<Drawn>{} : drawn_anew(taken->body.raw);
  std::optional<StoredPicture> stored;
  if (drawn) stored = keep_picture(media, drawn->bytes, drawn->header);
  db.transact("finish_sent_picture", [&](store::Tx& tx) {
    if (tx.exec(kFinish, taken->id, stored ? "kept" : "refused", now) == 1 && stored)
      write_pictures(tx, {{taken->product, taken->view, *stored, taken->alt}});
    return true;
  });
  return true;
}

}  // namespace catalog
