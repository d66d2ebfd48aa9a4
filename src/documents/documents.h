#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/config.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "store/db.h"

// The shop's papers as PDF: invoices, packing slips, credit notes, return slips, quotes, and packs
// of evidence for disputes. This
// module owns the table documents. It promises that what was made is never changed, that a subject
// (an order, a parcel, a refund, a return, a quote) has one number for each kind, that the numbers
// which it draws have no gaps, and that the same paper is the same bytes. A paper that would say
// something new is a new revision under the same number; one that would say the same is the one
// there is.
namespace documents {

using base::DocumentId;
using base::Instant;
using base::OrderId;

enum class Kind { Invoice, PackingSlip, CreditNote, ReturnSlip, Quote, Evidence };
std::string_view to_word(Kind kind);
std::optional<Kind> parse_kind(std::string_view word);

// Whose papers they are.
struct Sender {
  std::string name;
  std::vector<std::string> lines;      // the postal address
  std::vector<std::string> warehouse;  // where returns go to
  std::string url;
};
Sender sender(const base::Config& config);

struct Document {
  DocumentId id;
  std::string kind;
  std::string number;  // as printed: "INV-1001"
  int revision;        // from 1
  std::string sha256;  // of its bytes
  std::string actor;
  Instant made_at;
  static constexpr auto columns() {
    return base::Columns<&Document::id, &Document::kind, &Document::number, &Document::revision,
                         &Document::sha256, &Document::actor, &Document::made_at>{};
  }
};

enum class Refusal {
  NoOrder,
  NotNow,  // the order has no number yet, or staff have yet to decide about it
};

// All papers of that kind (a quote is none of an order's) which the order gives cause for: its
// invoice, a packing slip for each parcel that was not taken apart, a credit note for each granted
// refund, a return slip for each return that was approved. Each is made, or found when the newest
// one says the same. Locks the order's row: of two at once one makes them.
base::Result<std::vector<Document>, Refusal> make(store::Tx& tx, Kind kind, OrderId order,
                                                  const Sender& sender, const std::string& actor,
                                                  Instant now);

// The paper of a quote's newest revision; nothing when there is no such quote.
std::optional<Document> make_quote(store::Tx& tx, base::QuoteId quote, const Sender& sender,
                                   const std::string& actor, Instant now);

// What a dispute is about, beside what stands on the order itself.
struct EvidenceFacts {
  std::string dispute;  // Stripe's id
  std::string reason;   // Stripe's word
  base::Money amount;
  std::optional<Instant> due_by;
  std::string word;                   // of staff, first
  std::vector<std::string> cards;     // "visa 4242, risk normal"
  std::vector<std::string> timeline;  // a line each
};
// The pack of evidence of an order: buyer, goods, parcels, and its history.
base::Result<Document, Refusal> make_evidence(store::Tx& tx, OrderId order,
                                              const EvidenceFacts& facts, const Sender& sender,
                                              const std::string& actor, Instant now);

// All papers of an order, oldest first.
std::vector<Document> list(store::Tx& tx, OrderId order);
// By its printed number: the newest revision, or the one asked for.
std::optional<Document> find(store::Tx& tx, const std::string& number, std::optional<int> revision);
// The PDF.
std::string body(store::Tx& tx, DocumentId document);

// A sentence for each promise above that a row breaks; none, ever.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace documents
