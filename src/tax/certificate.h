#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "tax/tax.h"

// Exemption and resale certificates: who need not pay, in which states, until when. All sales are
// taxed until a certificate is approved (contract sheet: exemption and resale certificates).
namespace tax {

enum class Content { Pdf, Jpeg, Png };
// What the bytes are, by their beginning and not by a name; nothing for anything else.
std::optional<Content> content_of(std::string_view bytes);

struct StateNumber {
  std::string state;
  std::string number;  // of the registration there
};
struct NewCertificate {
  base::CustomerId customer{0};
  std::string kind;  // resale, government, nonprofit, manufacturing, other
  std::string form;  // state, mtc, sst, border
  std::string purchaser_name;
  std::string purchaser_address;
  std::string goods;
  std::vector<StateNumber> states;
  std::optional<Day> signed_on;
  std::string signer;
  Day received_on{};
  std::optional<Day> expires_on;
  std::string document;  // its bytes
};
enum class AddRefusal {
  NoState,   // it names no state, or one twice
  NoKind,    // kind or form is no word of ours
  TooLarge,  // the document is over 10 MB
  NoPaper,   // the document is neither PDF nor JPEG nor PNG
  Dates,     // it ends before it was signed
  TooMany,   // send_in() alone: so many of this customer wait already
};
// Keeps a certificate with its document; it is pending and exempts nobody.
base::Result<TaxCertificateId, AddRefusal> add(store::Tx& tx, const NewCertificate& certificate,
                                               const std::string& actor, Instant now);

// The same by the customer alone, of whom at most kMostPending wait to be looked at. The document
// was looked at before (uploads/uploads.h).
inline constexpr int kMostPending = 5;
base::Result<TaxCertificateId, AddRefusal> send_in(store::Tx& tx, const NewCertificate& certificate,
                                                   Instant now);

enum class ReviewRefusal {
  Unknown,
  NotPending,  // approve and reject: reviewed already; revoke: not approved
  Incomplete,  // approve: not signed, or nobody's name stands under it
  Expired,     // approve: it has ended
};
using Reviewed = base::Result<base::Done, ReviewRefusal>;
// By staff who may; `today` is the business's. Each leaves word for a mail to the customer
// (mail.certificate), which tells the note of one that was rejected or revoked.
Reviewed approve(store::Tx& tx, TaxCertificateId id, Day today, const std::string& actor,
                 Instant now);
Reviewed reject(store::Tx& tx, TaxCertificateId id, const std::string& note,
                const std::string& actor, Instant now);
Reviewed revoke(store::Tx& tx, TaxCertificateId id, const std::string& note,
                const std::string& actor, Instant now);

// The certificate by which this customer pays no tax in `state` on that day: approved, for that
// state, for all sales, signed by then, its last day not over. Nothing: taxed.
struct Exemption {
  TaxCertificateId certificate;
  std::string number;
  static constexpr auto columns() {
    return base::Columns<&Exemption::certificate, &Exemption::number>{};
  }
};
std::optional<Exemption> exemption(store::Tx& tx, base::CustomerId customer,
                                   const std::string& state, Day on);

struct Certificate {
  TaxCertificateId id{0};
  base::CustomerId customer{0};
  std::string kind;
  std::string status;  // or "expired"
  std::string states;  // "OH TX"
  std::string purchaser_name;
  std::string expires_on;  // "2027-12-31", or ""
  std::string note;        // why it was rejected or revoked
  Instant entered_at;
  static constexpr auto columns() {
    return base::Columns<&Certificate::id, &Certificate::customer, &Certificate::kind,
                         &Certificate::status, &Certificate::states, &Certificate::purchaser_name,
                         &Certificate::expires_on, &Certificate::note, &Certificate::entered_at>{};
  }
};
// Newest first; of one customer, or of all.
std::vector<Certificate> certificates(store::Tx& tx, std::optional<base::CustomerId> customer,
                                      Day today);

// How many wait to be looked at.
std::int64_t pending(store::Tx& tx);

// Everything about one, for who decides.
struct CertificateFacts {
  std::string form;
  std::string numbers;  // "TX 3-20001-2345-6"
  std::string purchaser_address;
  std::string goods;
  std::string signer;
  std::string signed_on;  // "2026-01-15", or ""
  std::string received_on;
  std::string entered_by;
  std::string reviewed_by;  // "" while it is pending
  std::string content;      // "pdf", "jpeg", "png"; "" when the paper is gone
  std::string sha256;
  std::int64_t bytes;
  static constexpr auto columns() {
    return base::Columns<&CertificateFacts::form, &CertificateFacts::numbers,
                         &CertificateFacts::purchaser_address, &CertificateFacts::goods,
                         &CertificateFacts::signer, &CertificateFacts::signed_on,
                         &CertificateFacts::received_on, &CertificateFacts::entered_by,
                         &CertificateFacts::reviewed_by, &CertificateFacts::content,
                         &CertificateFacts::sha256, &CertificateFacts::bytes>{};
  }
};
struct WholeCertificate {
  Certificate certificate;
  CertificateFacts facts;
};
std::optional<WholeCertificate> find_certificate(store::Tx& tx, TaxCertificateId id, Day today);

struct Paper {
  std::string content;
  store::Bytes body;
  static constexpr auto columns() { return base::Columns<&Paper::content, &Paper::body>{}; }
};
std::optional<Paper> paper(store::Tx& tx, TaxCertificateId id);

// For the job: papers of certificates that were rejected before then go, unless a sale names them.
// Answers how many went, at most `most`.
std::int64_t sweep_papers(store::Tx& tx, Instant rejected_before, std::int64_t most);

// The business's day at `now`.
Day today(store::Tx& tx, Instant now);

}  // namespace tax
