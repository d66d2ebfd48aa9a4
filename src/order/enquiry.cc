#include "order/enquiry.h"

#include "base/crypto.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;

const Query<EnquiryId(std::string, std::string, std::string, std::string, std::string,
                      base::Instant, std::vector<base::VariantId>, std::vector<int>)>
    kEnquire{"order.enquire", R"sql(
    WITH enquiry AS (
      INSERT INTO enquiries (fingerprint, email, name, company, message, asked_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (fingerprint) DO NOTHING
      RETURNING id),
    line AS (
      INSERT INTO enquiry_lines (enquiry_id, position, variant_id, units)
      SELECT enquiry.id, l.nth, l.variant, l.units
        FROM enquiry, unnest($7::bigint[], $8::int[]) WITH ORDINALITY AS l (variant, units, nth))
    SELECT id FROM enquiry)sql"};
const Query<Enquiry()> kOpen{"order.open_enquiries", R"sql(
    SELECT id, email, name, company, message, asked_at
      FROM enquiries WHERE answered_at IS NULL ORDER BY asked_at, id)sql"};
const Query<Enquiry(EnquiryId)> kFind{"order.find_enquiry", R"sql(
    SELECT id, email, name, company, message, asked_at
      FROM enquiries WHERE id = $1 AND answered_at IS NULL)sql"};
const Query<EnquiredLine(EnquiryId)> kLines{"order.enquired_lines", R"sql(
    SELECT v.sku, p.title, l.units
      FROM enquiry_lines l
      JOIN variants v ON v.id = l.variant_id
      JOIN products p ON p.id = v.product_id
     WHERE l.enquiry_id = $1 ORDER BY l.position)sql"};
const Query<void(EnquiryId, std::string, base::Instant)> kClose{"order.close_enquiry", R"sql(
    UPDATE enquiries SET answered_at = $3, answered_by = $2
     WHERE id = $1 AND answered_at IS NULL)sql"};

// An array of JSON keeps every boundary, whatever was typed.
std::string fingerprint(const Question& question) {
  base::JsonWriter text;
  text.begin_array().value(question.email).value(question.message);
  for (const auto& one : question.wanted) text.value(one.variant.raw()).value(one.units);
  return base::sha256_hex(text.end_array().take());
}

}  // namespace

base::Result<base::Done, EnquiryRefusal> enquire(store::Tx& tx, const Question& question,
                                                 base::Instant now) {
  if (base::trimmed(question.message).empty() && question.wanted.empty())
    return EnquiryRefusal::Empty;
  std::vector<base::VariantId> variants;
  std::vector<int> units;
  for (const auto& one : question.wanted) {
    variants.push_back(one.variant);
    units.push_back(one.units);
  }
  const auto id = tx.one_or_none(kEnquire, fingerprint(question), question.email, question.name,
                                 question.company, question.message, now, variants, units);
  if (!id) return base::Done{};
  base::JsonWriter json;
  json.begin_object().field("enquiry", id->raw()).end_object();
  store::enqueue(tx, "mail.staff_enquiry", "enquiry-" + std::to_string(id->raw()), {json.take()},
                 now, now);
  return base::Done{};
}

std::vector<Enquiry> open_enquiries(store::Tx& tx) {
  return tx.all(kOpen);
}

std::optional<Enquiry> find_enquiry(store::Tx& tx, EnquiryId enquiry) {
  return tx.one_or_none(kFind, enquiry);
}

std::vector<EnquiredLine> enquired_lines(store::Tx& tx, EnquiryId enquiry) {
  return tx.all(kLines, enquiry);
}

bool close_enquiry(store::Tx& tx, EnquiryId enquiry, const std::string& actor, base::Instant now) {
  return tx.exec(kClose, enquiry, actor, now) == 1;
}

}  // namespace order
