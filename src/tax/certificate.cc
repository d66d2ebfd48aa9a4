#include "tax/certificate.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/columns.h"
#include "base/crypto.h"
#include "base/json_writer.h"
#include "store/outbox.h"

namespace tax {
namespace {

using base::CustomerId;
using store::Query;

// A scan of some pages; the contract sheet's (exemption and resale certificates).
constexpr std::size_t kMostBytes = std::size_t{10} * 1024 * 1024;
constexpr std::array kKinds{"resale", "government", "nonprofit", "manufacturing", "other"};
constexpr std::array kForms{"state", "mtc", "sst", "border"};

using Date = std::optional<int>;  // days since 1970
const Query<TaxCertificateId(CustomerId, std::vector<std::string>, Date, int, Date, std::string,
                             Instant)>
    kAdd{"tax.add_certificate", R"sql(
    INSERT INTO tax_certificates (customer_id, kind, form, purchaser_name, purchaser_address,
                                  goods, signer, signed_on, received_on, expires_on, entered_by,
                                  entered_at)
    SELECT $1, word[1], word[2], word[3], word[4], word[5], word[6], '1970-01-01'::date + $3::int,
           '1970-01-01'::date + $4::int, '1970-01-01'::date + $5::int, $6, $7
      FROM (SELECT $2::text[] AS word) words
    RETURNING id)sql"};

const Query<void(TaxCertificateId, std::vector<std::string>, std::vector<std::string>)> kStates{
    "tax.add_certificate_states", R"sql(
    INSERT INTO tax_certificate_states (certificate_id, state, number)
    SELECT $1, * FROM unnest($2::text[], $3::text[]))sql"};

const Query<void(TaxCertificateId, std::string, std::string, store::Bytes)> kFile{
    "tax.add_certificate_file", R"sql(
    INSERT INTO tax_certificate_files (certificate_id, content, sha256, body)
    VALUES ($1, $2, $3, $4))sql"};

// Guarded: whoever is second finds it reviewed.
const Query<void(TaxCertificateId, std::string, std::string, std::string, std::string, Instant)>
    kReview{"tax.review_certificate", R"sql(
    UPDATE tax_certificates
       SET status = $3, review_note = $4, reviewed_by = $5, reviewed_at = $6
     WHERE id = $1 AND status = $2)sql"};

struct Facts {
  std::string status;
  bool is_signed;
  bool expired;
  static constexpr auto columns() {
    return base::Columns<&Facts::status, &Facts::is_signed, &Facts::expired>{};
  }
};
const Query<Facts(TaxCertificateId, int)> kFacts{"tax.certificate_facts", R"sql(
    SELECT status, signed_on IS NOT NULL AND signer <> '',
           coalesce(expires_on < '1970-01-01'::date + $2::int, false)
      FROM tax_certificates WHERE id = $1)sql"};

const Query<Exemption(CustomerId, std::string, int)> kExemption{"tax.exemption", R"sql(
    SELECT c.id, s.number
      FROM tax_certificates c
      JOIN tax_certificate_states s ON s.certificate_id = c.id AND s.state = $2
     WHERE c.customer_id = $1 AND c.status = 'approved' AND c.order_id IS NULL
       AND c.signed_on <= '1970-01-01'::date + $3::int
       AND (c.expires_on IS NULL OR c.expires_on >= '1970-01-01'::date + $3::int)
     ORDER BY c.expires_on DESC NULLS FIRST, c.id LIMIT 1)sql"};

const Query<Certificate(std::optional<CustomerId>, int, std::optional<TaxCertificateId>)> kList{
    "tax.certificates", R"sql(
    SELECT c.id, c.customer_id, c.kind,
           CASE WHEN c.status = 'approved' AND c.expires_on < '1970-01-01'::date + $2::int THEN 'expired'
                ELSE c.status END,
           coalesce((SELECT string_agg(state, ' ' ORDER BY state) FROM tax_certificate_states
                      WHERE certificate_id = c.id), ''),
           c.purchaser_name, coalesce(c.expires_on::text, ''), c.review_note, c.entered_at
      FROM tax_certificates c
     WHERE ($1::bigint IS NULL OR c.customer_id = $1) AND ($3::bigint IS NULL OR c.id = $3)
     ORDER BY c.id DESC)sql"};

const Query<CertificateFacts(TaxCertificateId)> kWhole{"tax.certificate", R"sql(
    SELECT c.form,
           coalesce((SELECT string_agg(state || ' ' || number, ', ' ORDER BY state)
                       FROM tax_certificate_states WHERE certificate_id = c.id), ''),
           c.purchaser_address, c.goods, c.signer, coalesce(c.signed_on::text, ''),
           c.received_on::text, c.entered_by, coalesce(c.reviewed_by, ''), coalesce(f.content, ''),
           coalesce(f.sha256, ''), coalesce(octet_length(f.body), 0)::bigint
      FROM tax_certificates c LEFT JOIN tax_certificate_files f ON f.certificate_id = c.id
     WHERE c.id = $1)sql"};

const Query<Paper(TaxCertificateId)> kPaper{"tax.certificate_paper", R"sql(
    SELECT content, body FROM tax_certificate_files WHERE certificate_id = $1)sql"};

// Requests of one customer wait for one another here, or each would count before the others add.
const Query<bool(CustomerId)> kCustomerTurn{"tax.customer_turn", R"sql(
    SELECT true FROM pg_advisory_xact_lock(7267, hashint8($1)))sql"};
const Query<std::int64_t(std::optional<CustomerId>)> kPending{"tax.pending_certificates", R"sql(
    SELECT count(*) FROM tax_certificates
     WHERE status = 'pending' AND ($1::bigint IS NULL OR customer_id = $1))sql"};

const Query<void(Instant, std::int64_t)> kSweep{"tax.sweep_papers", R"sql(
    DELETE FROM tax_certificate_files
     WHERE certificate_id IN (
       SELECT c.id FROM tax_certificates c JOIN tax_certificate_files f ON f.certificate_id = c.id
        WHERE c.status = 'rejected' AND c.reviewed_at < $1
          AND NOT EXISTS (SELECT FROM tax_records WHERE certificate_id = c.id)
        ORDER BY c.id LIMIT $2))sql"};

const Query<int(Instant)> kToday{"tax.today", R"sql(
    SELECT ($1::timestamptz AT TIME ZONE zone)::date - '1970-01-01'::date FROM tax_settings)sql"};

int number_of(Day day) {
  return static_cast<int>(day.time_since_epoch().count());
}
Date number_of(const std::optional<Day>& day) {
  return day ? std::optional{number_of(*day)} : std::nullopt;
}

const char* to_word(Content content) {
  switch (content) {
    case Content::Pdf:
      return "pdf";
    case Content::Jpeg:
      return "jpeg";
    case Content::Png:
      return "png";
  }
  return "";
}

template <std::size_t n>
bool is_one_of(const std::array<const char*, n>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<AddRefusal> refusal(const NewCertificate& c) {
  std::set<std::string> states;
  for (const auto& one : c.states) states.insert(one.state);
  if (states.empty() || states.size() != c.states.size()) return AddRefusal::NoState;
  if (!is_one_of(kKinds, c.kind) || !is_one_of(kForms, c.form)) return AddRefusal::NoKind;
  if (c.document.size() > kMostBytes) return AddRefusal::TooLarge;
  if (!content_of(c.document)) return AddRefusal::NoPaper;
  if (c.expires_on && c.signed_on && *c.expires_on < *c.signed_on) return AddRefusal::Dates;
  return std::nullopt;
}

struct Because {
  std::string actor;
  std::string note;
};
Reviewed review(store::Tx& tx, TaxCertificateId id, const std::string& from, const std::string& to,
                const Because& because, Instant now) {
  if (tx.exec(kReview, id, from, to, because.note, because.actor, now) == 1) {
    base::JsonWriter json;
    json.begin_object().field("certificate", id.raw()).end_object();
    store::enqueue(tx, "mail.certificate", std::to_string(id.raw()) + ' ' + to, {json.take()}, now,
                   now);
    return base::Done{};
  }
  return tx.one_or_none(kFacts, id, 0) ? ReviewRefusal::NotPending : ReviewRefusal::Unknown;
}

}  // namespace

std::optional<Content> content_of(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return Content::Pdf;
  if (bytes.starts_with("\xFF\xD8\xFF")) return Content::Jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Content::Png;
  return std::nullopt;
}

base::Result<TaxCertificateId, AddRefusal> add(store::Tx& tx, const NewCertificate& c,
                                               const std::string& actor, Instant now) {
  if (const auto why = refusal(c)) return *why;
  const auto id = tx.one(
      kAdd, c.customer, {c.kind, c.form, c.purchaser_name, c.purchaser_address, c.goods, c.signer},
      number_of(c.signed_on), number_of(c.received_on), number_of(c.expires_on), actor, now);
  std::vector<std::string> states;
  std::vector<std::string> numbers;
  for (const auto& one : c.states) {
    states.push_back(one.state);
    numbers.push_back(one.number);
  }
  tx.exec(kStates, id, states, numbers);
  tx.exec(kFile, id, to_word(*content_of(c.document)), base::sha256_hex(c.document),
          store::Bytes{c.document});
  return id;
}

base::Result<TaxCertificateId, AddRefusal> send_in(store::Tx& tx, const NewCertificate& certificate,
                                                   Instant now) {
  tx.one(kCustomerTurn, certificate.customer);
  if (tx.one(kPending, certificate.customer) >= kMostPending) return AddRefusal::TooMany;
  return add(tx, certificate, "shopper", now);
}

Reviewed approve(store::Tx& tx, TaxCertificateId id, Day today, const std::string& actor,
                 Instant now) {
  const auto facts = tx.one_or_none(kFacts, id, number_of(today));
  if (!facts) return ReviewRefusal::Unknown;
  if (facts->status != "pending") return ReviewRefusal::NotPending;
  if (!facts->is_signed) return ReviewRefusal::Incomplete;
  if (facts->expired) return ReviewRefusal::Expired;
  return review(tx, id, "pending", "approved", {actor, ""}, now);
}

Reviewed reject(store::Tx& tx, TaxCertificateId id, const std::string& note,
                const std::string& actor, Instant now) {
  return review(tx, id, "pending", "rejected", {actor, note}, now);
}

Reviewed revoke(store::Tx& tx, TaxCertificateId id, const std::string& note,
                const std::string& actor, Instant now) {
  return review(tx, id, "approved", "revoked", {actor, note}, now);
}

std::optional<Exemption> exemption(store::Tx& tx, CustomerId customer, const std::string& state,
                                   Day on) {
  return tx.one_or_none(kExemption, customer, state, number_of(on));
}

std::vector<Certificate> certificates(store::Tx& tx, std::optional<CustomerId> customer,
                                      Day today) {
  return tx.all(kList, customer, number_of(today), std::nullopt);
}

std::int64_t pending(store::Tx& tx) {
  return tx.one(kPending, std::nullopt);
}

std::optional<WholeCertificate> find_certificate(store::Tx& tx, TaxCertificateId id, Day today) {
  auto found = tx.one_or_none(kList, std::nullopt, number_of(today), id);
  if (!found) return std::nullopt;
  return WholeCertificate{*std::move(found), tx.one(kWhole, id)};
}

std::optional<Paper> paper(store::Tx& tx, TaxCertificateId id) {
  return tx.one_or_none(kPaper, id);
}

std::int64_t sweep_papers(store::Tx& tx, Instant rejected_before, std::int64_t most) {
  return static_cast<std::int64_t>(tx.exec(kSweep, rejected_before, most));
}

Day today(store::Tx& tx, Instant now) {
  return Day{std::chrono::days{tx.one(kToday, now)}};
}

}  // namespace tax
