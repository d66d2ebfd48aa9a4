#pragma once
#include <optional>
#include <string>
#include <vector>

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
  base::CustomerId customer;
  std::string kind;  // resale, government, nonprofit, manufacturing, other
  std::string form;  // state, mtc, sst, border
  std::string purchaser_name;
  std::string purchaser_address;
  std::string goods;
  std::vector<StateNumber> states;
  std::optional<Day> signed_on;
  std::string signer;
  Day received_on;
  std::optional<Day> expires_on;
  std::string document;  // its bytes
};
enum class AddRefusal {
  NoState,   // it names no state, or one twice
  NoKind,    // kind or form is no word of ours
  TooLarge,  // the document is over 10 MB
  NoPaper,   // the document is neither PDF nor JPEG nor PNG
  Dates,     // it ends before it was signed
};
// Keeps a certificate with its document; it is pending and exempts nobody.
base::Result<TaxCertificateId, AddRefusal> add(store::Tx& tx, const NewCertificate& certificate,
                                               const std::string& actor, Instant now);

enum class ReviewRefusal {
  Unknown,
  NotPending,  // approve and reject: reviewed already; revoke: not approved
  Incomplete,  // approve: not signed, or nobody's name stands under it
  Expired,     // approve: it has ended
};
using Reviewed = base::Result<base::Done, ReviewRefusal>;
// By staff who may; `today` is the business's.
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
    return std::make_tuple(&Exemption::certificate, &Exemption::number);
  }
};
std::optional<Exemption> exemption(store::Tx& tx, base::CustomerId customer,
                                   const std::string& state, Day on);

struct Certificate {
  TaxCertificateId id;
  base::CustomerId customer;
  std::string kind;
  std::string status;  // or "expired"
  std::string states;  // "OH TX"
  std::string purchaser_name;
  std::string expires_on;  // "2027-12-31", or ""
  static constexpr auto columns() {
    return std::make_tuple(&Certificate::id, &Certificate::customer, &Certificate::kind,
                           &Certificate::status, &Certificate::states, &Certificate::purchaser_name,
                           &Certificate::expires_on);
  }
};
// Newest first; of one customer, or of all.
std::vector<Certificate> certificates(store::Tx& tx, std::optional<base::CustomerId> customer,
                                      Day today);

// The business's day at `now`.
Day today(store::Tx& tx, Instant now);

}  // namespace tax
