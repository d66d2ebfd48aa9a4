#include "documents/documents.h"

#include <iostream>

#include "base/text.h"
#include "ctl/staff.h"
#include "order/quotes.h"
#include "order/read.h"

namespace ctl {
namespace {

using documents::Document;
using documents::Refusal;

void print(const Document& made) {
  std::cout << made.number << '\t' << made.revision << '\t' << made.kind << '\t'
            << base::to_iso8601(made.made_at) << '\t' << made.actor << '\n';
}

int refused(Refusal why) {
  switch (why) {
    case Refusal::NoOrder:
      std::cerr << "gdsctl: there is nothing of that number\n";
      break;
    case Refusal::NotNow:
      std::cerr << "gdsctl: the order needs a decision first (gdsctl orders resolve)\n";
      break;
  }
  return 1;
}

}  // namespace

// gdsctl documents make KIND NUMBER: makes the order's papers of that kind, or the quote's, or
// finds those that say the same.
int documents_make(Call& call) {
  const auto kind = documents::parse_kind(take_word(call, "what kind of paper"));
  if (!kind || *kind == documents::Kind::Evidence)
    throw base::UsageError{"kinds are invoice, packing_slip, credit_note, return_slip, quote"};
  const auto number = take_word(call, "of which order or quote");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  const auto made = db.transact(
      "documents_make", [&](store::Tx& tx) -> base::Result<std::vector<Document>, Refusal> {
        const auto sender = documents::sender(call.config);
        if (*kind == documents::Kind::Quote) {
          const auto quote = order::find_quote_by_number(tx, number);
          if (!quote) return Refusal::NoOrder;
          return std::vector{documents::make_quote(tx, quote->id, sender, actor(), now).value()};
        }
        const auto order = order::find_by_number(tx, number);
        if (!order) return Refusal::NoOrder;
        return documents::make(tx, *kind, order->id, sender, actor(), now);
      });
  if (!made) return refused(made.why());
  for (const auto& one : *made) print(one);
  return 0;
}

// gdsctl documents list ORDER: all papers of the order, one a line, parted by tabs.
int documents_list(Call& call) {
  const auto number = take_word(call, "of which order");
  call.args.done();
  auto db = database(call);
  return db.snapshot("documents_list", [&](store::Tx& tx) {
    const auto order = order::find_by_number(tx, number);
    if (!order) return refused(Refusal::NoOrder);
    for (const auto& made : documents::list(tx, order->id)) print(made);
    return 0;
  });
}

// gdsctl documents print NUMBER [--revision N]: the PDF as it was made, to standard output.
int documents_print(Call& call) {
  const auto wanted = call.args.take_option("--revision");
  const auto number = take_word(call, "the number of the paper");
  call.args.done();
  const auto revision = wanted ? base::parse_integer<int>(*wanted) : std::nullopt;
  if (wanted && !revision) throw base::UsageError{"--revision wants a whole number"};
  auto db = database(call);
  return db.snapshot("documents_print", [&](store::Tx& tx) {
    const auto found = documents::find(tx, number, revision);
    if (!found) {
      std::cerr << "gdsctl: there is no paper " << number << '\n';
      return 1;
    }
    std::cout << documents::body(tx, found->id) << std::flush;
    return std::cout ? 0 : 1;
  });
}

}  // namespace ctl
