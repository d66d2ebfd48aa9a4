#include "documents/documents.h"

#include <array>

#include "documents/facts.h"
#include "documents/keep.h"

namespace documents {
namespace {

using store::Query;

const Query<Document(OrderId)> kList{"documents.list", R"sql(
    SELECT id, kind, number, revision, sha256, actor, made_at
      FROM documents WHERE order_id = $1 ORDER BY id)sql"};

const Query<Document(std::string, std::optional<int>)> kFind{"documents.find", R"sql(
    SELECT id, kind, number, revision, sha256, actor, made_at
      FROM documents WHERE number = $1 AND ($2::int IS NULL OR revision = $2)
     ORDER BY revision DESC LIMIT 1)sql"};

const Query<store::Bytes(DocumentId)> kBody{"documents.body", R"sql(
    SELECT body FROM documents WHERE id = $1)sql"};

struct Word {
  Kind kind;
  std::string_view word;
};
constexpr std::array kWords = {Word{Kind::Invoice, "invoice"},
                               Word{Kind::PackingSlip, "packing_slip"},
                               Word{Kind::CreditNote, "credit_note"},
                               Word{Kind::ReturnSlip, "return_slip"},
                               Word{Kind::Quote, "quote"},
                               Word{Kind::Evidence, "dispute_evidence"}};

struct Draft {
  Subject subject;
  Paper paper;
};

std::vector<Draft> drafts(store::Tx& tx, Kind kind, const order::Summary& order,
                          const Sender& sender) {
  std::vector<Draft> out;
  switch (kind) {
    case Kind::Invoice:
      out.push_back({{kind, order.id}, invoice_paper(invoice_facts(tx, order), sender)});
      break;
    case Kind::PackingSlip:
      for (const auto& facts : slip_facts(tx, order))
        out.push_back({{.kind = kind, .order = order.id, .parcel = facts.parcel},
                       packing_slip_paper(facts, sender)});
      break;
    case Kind::CreditNote:
      for (const auto& facts : credit_facts(tx, order))
        out.push_back({{.kind = kind, .order = order.id, .refund = facts.refund},
                       credit_note_paper(facts, sender)});
      break;
    case Kind::ReturnSlip:
      for (const auto& facts : return_facts(tx, order))
        out.push_back({{.kind = kind, .order = order.id, .back = facts.id, .number = facts.number},
                       return_slip_paper(facts, sender)});
      break;
    case Kind::Quote:
    case Kind::Evidence:
      break;
  }
  return out;
}

// Orders that staff have yet to decide about have a number and no papers.
bool has_papers(const order::Summary& order) {
  return order.number && order.state != order::to_word(order::State::NeedsAttention);
}

}  // namespace

std::string_view to_word(Kind kind) {
  for (const auto& word : kWords)
    if (word.kind == kind) return word.word;
  return "";
}

std::optional<Kind> parse_kind(std::string_view text) {
  for (const auto& word : kWords)
    if (word.word == text) return word.kind;
  return std::nullopt;
}

Sender sender(const base::Config& config) {
  const auto& ship = config.ship;
  Sender sender{config.site.name, {}, {ship.from_name, ship.from_line1}, config.site.url};
  if (!config.mail.postal_address.empty()) sender.lines.push_back(config.mail.postal_address);
  if (!ship.from_line2.empty()) sender.warehouse.push_back(ship.from_line2);
  sender.warehouse.push_back(ship.from_city + ", " + ship.from_state + " " + ship.from_postal_code);
  return sender;
}

base::Result<std::vector<Document>, Refusal> make(store::Tx& tx, Kind kind, OrderId order,
                                                  const Sender& sender, const std::string& actor,
                                                  Instant now) {
  if (!order::lock_order(tx, order)) return Refusal::NoOrder;
  const auto found = order::find(tx, order);
  if (!has_papers(*found)) return Refusal::NotNow;
  std::vector<Document> made;
  for (const auto& draft : drafts(tx, kind, *found, sender))
    made.push_back(keep(tx, draft.subject, draft.paper, actor, now));
  return made;
}

std::optional<Document> make_quote(store::Tx& tx, base::QuoteId id, const Sender& sender,
                                   const std::string& actor, Instant now) {
  const auto quote = order::find_quote(tx, id);
  if (!quote) return std::nullopt;
  const auto paper = quote_paper({*quote, order::quote_lines(tx, id, quote->revision)}, sender);
  return keep(tx, {.kind = Kind::Quote, .quote = id, .number = quote->number}, paper, actor, now);
}

base::Result<Document, Refusal> make_evidence(store::Tx& tx, OrderId id, const EvidenceFacts& facts,
                                              const Sender& sender, const std::string& actor,
                                              Instant now) {
  if (!order::lock_order(tx, id)) return Refusal::NoOrder;
  const auto order = order::find(tx, id);
  if (!order->number) return Refusal::NotNow;
  const auto paper = evidence_paper(
      {*order, order::address(tx, id), order::lines(tx, id), order::parcels(tx, id), facts},
      sender);
  return keep(tx, {.kind = Kind::Evidence, .order = id}, paper, actor, now);
}

std::vector<Document> list(store::Tx& tx, OrderId order) {
  return tx.all(kList, order);
}

std::optional<Document> find(store::Tx& tx, const std::string& number,
                             std::optional<int> revision) {
  return tx.one_or_none(kFind, number, revision);
}

std::string body(store::Tx& tx, DocumentId document) {
  return tx.one(kBody, document).raw;
}

}  // namespace documents
