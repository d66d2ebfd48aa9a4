#include <iostream>

#include "base/text.h"
#include "ctl/quote_call.h"
#include "ctl/staff.h"
#include "customers/company.h"
#include "customers/customers.h"
#include "order/shipping_request.h"

namespace ctl {
namespace {

// The quote that says what was asked for, at the web's prices and for this shipping.
order::OfferTerms offer(store::Tx& tx, const order::ShippingRequest& request,
                        const cart::AgreedShipping& shipping) {
  order::OfferTerms out{};
  out.email = request.email;
  out.name = request.name;
  out.company = request.company;
  out.shipping = shipping;
  for (const auto& line : order::requested_lines(tx, request.id))
    out.lines.push_back({line.variant, line.units, {}, ""});
  if (const auto company = customers::find_company(tx, request.company))
    out.company_id = company->id;
  if (const auto customer = customers::find_by_mail(tx, request.email)) out.customer = customer->id;
  return out;
}

enum class AndSend { No, Yes };
base::Result<order::WrittenQuote, order::QuoteWhy> answer(store::Tx& tx,
                                                          base::ShippingRequestId request,
                                                          const order::OfferTerms& terms,
                                                          AndSend send, base::Instant now) {
  const auto quote =
      order::write_quote(tx, order::QuoteKind::Quote, terms, {actor(), "shipping request"}, now);
  if (!quote) return quote.why();
  // Somebody else was faster: nothing of this is kept.
  if (!order::answer_shipping_request(tx, request, quote->id)) return order::QuoteWhy::NotNow;
  if (send == AndSend::Yes)
    if (const auto sent = order::send_quote(tx, quote->id, {actor(), ""}, now); !sent)
      return sent.why();
  return *quote;
}

}  // namespace

// gdsctl quotes requests: what shoppers want shipped where no table has a price, the oldest first.
int quotes_requests(Call& call) {
  call.args.done();
  auto db = database(call);
  return db.snapshot("quotes_requests", [&](store::Tx& tx) {
    for (const auto& r : order::open_shipping_requests(tx)) {
      std::cout << r.id << '\t' << base::to_iso8601(r.asked_at) << '\t' << r.email << '\t' << r.name
                << ", " << r.line1 << ", " << r.city << ' ' << r.state << ' ' << r.zip << '\t'
                << r.unloading_text() << '\n';
      for (const auto& line : order::requested_lines(tx, r.id))
        std::cout << "  " << line.units << " x " << line.sku << "  " << line.title << '\n';
    }
    return 0;
  });
}

// gdsctl quotes answer REQUEST --shipping NAME,AMOUNT,MIN-MAX: a quote of what was asked for.
int quotes_answer(Call& call) {
  const auto id = base::parse_integer<std::int64_t>(call.args.take_word().value_or(""));
  const auto shipping = call.args.take_option("--shipping");
  const auto days = base::parse_integer<int>(call.args.take_option("--days").value_or("7"));
  const auto note = call.args.take_option("--note").value_or("");
  const auto send = call.args.take_flag("--send") ? AndSend::Yes : AndSend::No;
  call.args.done();
  if (!id) throw base::UsageError{"say which request, by its number"};
  if (!shipping) throw base::UsageError{"say what it costs: --shipping NAME,AMOUNT,MIN-MAX"};
  if (!days || *days < 1 || *days > 365) throw base::UsageError{"--days is 1 to 365"};
  const auto agreed = parse_shipping(*shipping);
  const base::ShippingRequestId request{*id};
  const auto now = base::clock_now();
  auto db = database(call);
  const auto written = db.transact(
      "quotes_answer", [&](store::Tx& tx) -> base::Result<order::WrittenQuote, order::QuoteWhy> {
        const auto found = order::find_shipping_request(tx, request);
        if (!found) return order::QuoteWhy::NoSuchQuote;
        auto terms = offer(tx, *found, agreed);
        terms.note = note;
        terms.expires_at = now + std::chrono::days{*days};
        return answer(tx, request, terms, send, now);
      });
  if (!written)
    return refused(written.why() == order::QuoteWhy::NoSuchQuote
                       ? "there is no request " + std::to_string(*id) + " without an answer"
                       : say(written.why()));
  std::cout << "quote " << written->number
            << (send == AndSend::Yes ? " is on its way\n"
                                     : " is written; gdsctl quotes send mails it\n");
  return 0;
}

}  // namespace ctl
