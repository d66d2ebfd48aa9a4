#include "documents/keep.h"

#include "base/columns.h"
#include "base/crypto.h"

namespace documents {
namespace {

using store::Query;

// The newest revision, when it says what is to be said.
const Query<Document(std::string, std::int64_t, std::string)> kSame{"documents.same", R"sql(
    SELECT id, kind, number, revision, sha256, actor, made_at
      FROM documents d
     WHERE kind = $1 AND subject_id = $2 AND says = $3
       AND NOT EXISTS (SELECT FROM documents
                        WHERE kind = $1 AND subject_id = $2 AND revision > d.revision))sql"};

struct Place {
  std::string number;
  std::optional<std::int64_t> drawn;
  int revision;
  static constexpr auto columns() {
    return base::Columns<&Place::number, &Place::drawn, &Place::revision>{};
  }
};
const Query<Place(std::string, std::int64_t)> kNext{"documents.next_revision", R"sql(
    SELECT number, drawn, revision + 1
      FROM documents WHERE kind = $1 AND subject_id = $2
     ORDER BY revision DESC LIMIT 1)sql"};

const Query<std::int64_t(std::string)> kDraw{"documents.draw_number", R"sql(
    SELECT draw_number($1))sql"};

// Nothing when somebody else has just made that revision.
const Query<Document(std::string, std::optional<OrderId>, std::optional<base::FulfilmentId>,
                     std::optional<base::RefundId>, std::optional<base::ReturnId>,
                     std::optional<base::QuoteId>, std::string, std::optional<std::int64_t>, int,
                     std::string, store::Bytes, std::string, std::string, Instant)>
    kInsert{"documents.insert", R"sql(
    INSERT INTO documents (kind, order_id, fulfilment_id, refund_id, return_id, quote_id, number,
                           drawn, revision, says, body, sha256, actor, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (kind, subject_id, revision) DO NOTHING
    RETURNING id, kind, number, revision, sha256, actor, made_at)sql"};

const char* prefix_of(Kind kind) {
  switch (kind) {
    case Kind::Invoice:
      return "INV-";
    case Kind::PackingSlip:
      return "PS-";
    case Kind::CreditNote:
      return "CN-";
    case Kind::ReturnSlip:
      return "RMA-";
    case Kind::Quote:
      return "Q-";
    case Kind::Evidence:
      return "EV-";
  }
  return "";
}

std::int64_t id_of(const Subject& subject) {
  if (subject.parcel) return subject.parcel->raw();
  if (subject.refund) return subject.refund->raw();
  if (subject.back) return subject.back->raw();
  if (subject.quote) return subject.quote->raw();
  return subject.order.value().raw();
}

// Where the next revision goes: under the subject's number, which it gets once.
Place place_for(store::Tx& tx, const Subject& subject) {
  const std::string kind{to_word(subject.kind)};
  if (auto next = tx.one_or_none(kNext, kind, id_of(subject))) return *std::move(next);
  const std::string prefix = prefix_of(subject.kind);
  if (!subject.number.empty()) return {prefix + subject.number, std::nullopt, 1};
  const auto drawn = tx.one(kDraw, kind);
  return {prefix + std::to_string(drawn), drawn, 1};
}

}  // namespace

Document keep(store::Tx& tx, const Subject& subject, const Paper& paper, const std::string& actor,
              Instant now) {
  const std::string kind{to_word(subject.kind)};
  const auto says = digest(paper);
  for (;;) {
    if (auto same = tx.one_or_none(kSame, kind, id_of(subject), says)) return *std::move(same);
    const auto place = place_for(tx, subject);
    const auto bytes = print(paper, {place.number, place.revision, now});
    if (auto made =
            tx.one_or_none(kInsert, kind, subject.order, subject.parcel, subject.refund,
                           subject.back, subject.quote, place.number, place.drawn, place.revision,
                           says, store::Bytes{bytes}, base::sha256_hex(bytes), actor, now))
      return *std::move(made);
  }
}

}  // namespace documents
