#include <iostream>

#include "base/email.h"
#include "base/text.h"
#include "ctl/order_call.h"
#include "ctl/quote_call.h"
#include "customers/company.h"

namespace ctl {
std::string say(order::QuoteWhy why) {
  switch (why) {
    case order::QuoteWhy::NoSuchQuote:
      return "there is no such quote";
    case order::QuoteWhy::NotNow:
      return "its state does not allow that; gdsctl quotes show says where it stands";
    case order::QuoteWhy::Expired:
      return "it has expired; revise it";
    case order::QuoteWhy::NoLines:
      return "a quote has lines, and no more than a cart takes: SKU=UNITS[@PRICE]";
    case order::QuoteWhy::BadUnits:
      return "units are 1 to 999, and a SKU stands once";
    case order::QuoteWhy::NotForSale:
      return "one of the SKUs is not for sale";
    case order::QuoteWhy::NoReason:
      return "another price than the web's needs a reason: --why R";
    case order::QuoteWhy::NoTerms:
      return "terms are net_15, net_30, net_60, wire, check or cash";
    case order::QuoteWhy::PastDeadline:
      return "it would have expired already";
  }
  return "";
}

cart::AgreedShipping parse_shipping(const std::string& text) {
  const auto first = std::min(text.find(','), text.size());
  const auto last = std::min(text.rfind(','), text.size());
  const auto dash = std::min(text.find('-', last), text.size());
  const auto days = std::min(last + 1, dash);
  const auto least = base::parse_integer<int>(text.substr(days, dash - days));
  const auto most = base::parse_integer<int>(text.substr(std::min(dash + 1, text.size())));
  if (first == 0 || first >= last || !least || !most || *least < 0 || *most < *least)
    throw base::UsageError{"--shipping is like Freight,250.00,5-8"};
  return {text.substr(0, first),
          parse_amount("--shipping", text.substr(first + 1, last - first - 1)), *least, *most};
}

namespace {

// "SKU=UNITS" at today's price, "SKU=UNITS@PRICE" at another one.
order::OfferLine parse_line(store::Tx& tx, const std::string& word, const std::string& why) {
  const auto equals = word.find('=');
  if (equals == std::string::npos) throw base::UsageError{word + " is not SKU=UNITS[@PRICE]"};
  const auto at = std::min(word.find('@', equals), word.size());
  const auto units = base::parse_integer<int>(word.substr(equals + 1, at - equals - 1));
  if (!units) throw base::UsageError{word + " is not SKU=UNITS[@PRICE]"};
  order::OfferLine line{variant_of(tx, word.substr(0, equals)), *units, {}, ""};
  if (at < word.size()) {
    line.unit_price = parse_amount("price", word.substr(at + 1));
    line.reason = why;
  }
  return line;
}

// What the options and lines of write and revise say.
struct Words {
  order::OfferTerms offer;
  std::string why;
  std::vector<std::string> lines;
};
Words take_offer(base::Args& args, base::Instant now) {
  Words out;
  auto& offer = out.offer;
  offer.email = args.take_option("--mail").value_or("");
  offer.name = args.take_option("--name").value_or("");
  offer.company = args.take_option("--company").value_or("");
  offer.terms = args.take_option("--terms").value_or("");
  offer.po_number = args.take_option("--po").value_or("");
  offer.note = args.take_option("--note").value_or("");
  out.why = args.take_option("--why").value_or("");
  if (const auto shipping = args.take_option("--shipping"))
    offer.shipping = parse_shipping(*shipping);
  const auto days = base::parse_integer<int>(args.take_option("--days").value_or("14"));
  if (!days || *days < 1 || *days > 365) throw base::UsageError{"--days is 1 to 365"};
  offer.expires_at = now + std::chrono::days{*days};
  while (auto word = args.take_word()) out.lines.push_back(*std::move(word));
  args.done();
  if (!base::parse_email(offer.email) || offer.name.empty())
    throw base::UsageError{"say for whom: --mail ADDRESS --name NAME"};
  return out;
}

// The lines by their SKUs, and the company by its name where we know it.
void look_up(store::Tx& tx, Words& words) {
  for (const auto& line : words.lines) words.offer.lines.push_back(parse_line(tx, line, words.why));
  if (const auto company = customers::find_company(tx, words.offer.company))
    words.offer.company_id = company->id;
  if (const auto customer = customers::find_by_mail(tx, words.offer.email))
    words.offer.customer = customer->id;
}

std::string take_number(Call& call) {
  auto number = call.args.take_word();
  if (!number) throw base::UsageError{"say which quote: its number"};
  return *std::move(number);
}

// Runs `act(tx, id)` on the quote of a number.
template <class Act>
int on_quote(Call& call, const std::string& number, Act&& act) {
  auto db = database(call);
  const auto done =
      db.transact("quotes", [&](store::Tx& tx) -> base::Result<base::Done, order::QuoteWhy> {
        const auto quote = order::find_quote_by_number(tx, number);
        if (!quote) return order::QuoteWhy::NoSuchQuote;
        return act(tx, quote->id);
      });
  return done ? 0 : refused(say(done.why()));
}

std::string state_of(const order::Quote& quote, base::Instant now) {
  return quote.is_expired(now) && quote.state == "sent" ? "expired" : quote.state;
}

}  // namespace

// gdsctl quotes write --mail A --name N SKU=UNITS[@PRICE]...: an offer at prices of its own.
int quotes_write(Call& call) {
  const auto now = base::clock_now();
  const auto kind =
      call.args.take_flag("--draft") ? order::QuoteKind::Draft : order::QuoteKind::Quote;
  auto words = take_offer(call.args, now);
  auto db = database(call);
  const auto written = db.transact("quotes_write", [&](store::Tx& tx) {
    words.offer.lines.clear();
    look_up(tx, words);
    return order::write_quote(tx, kind, words.offer, {actor(), words.why}, now);
  });
  if (!written) return refused(say(written.why()));
  std::cout << "quote " << written->number << " is written; gdsctl quotes send " << written->number
            << " mails it\n";
  return 0;
}

// gdsctl quotes revise NUMBER ...: another revision in its place, with the words of write.
int quotes_revise(Call& call) {
  const auto now = base::clock_now();
  const auto number = take_number(call);
  auto words = take_offer(call.args, now);
  return on_quote(call, number, [&](store::Tx& tx, base::QuoteId id) {
    words.offer.lines.clear();
    look_up(tx, words);
    const auto revised = order::revise_quote(tx, id, words.offer, {actor(), words.why}, now);
    return revised ? base::Result<base::Done, order::QuoteWhy>{base::Done{}} : revised.why();
  });
}

int quotes_send(Call& call) {
  const auto number = take_number(call);
  call.args.done();
  return on_quote(call, number, [](store::Tx& tx, base::QuoteId id) {
    return order::send_quote(tx, id, {actor(), ""}, base::clock_now());
  });
}

int quotes_withdraw(Call& call) {
  const auto number = take_number(call);
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  return on_quote(call, number, [&](store::Tx& tx, base::QuoteId id) {
    return order::withdraw_quote(tx, id, {actor(), reason}, base::clock_now());
  });
}

// gdsctl quotes list [--state STATE]: newest first, one a line, parted by tabs.
int quotes_list(Call& call) {
  const auto state = call.args.take_option("--state").value_or("");
  call.args.done();
  if (!state.empty() && !order::parse_quote_state(state))
    throw base::UsageError{"states are open, sent, accepted, declined, withdrawn"};
  auto db = database(call);
  const auto now = base::clock_now();
  for (const auto& quote :
       db.snapshot("quotes_list", [&](store::Tx& tx) { return order::quotes(tx, state, 1000); }))
    std::cout << quote.number << '\t' << state_of(quote, now) << '\t' << base::to_text(quote.goods)
              << '\t' << quote.email << '\t' << base::to_iso8601(quote.expires_at) << '\t'
              << quote.order.value_or("") << '\n';
  return 0;
}

int quotes_show(Call& call) {
  const auto number = take_number(call);
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.snapshot("quotes_show", [&](store::Tx& tx) {
    const auto quote = order::find_quote_by_number(tx, number);
    if (!quote) return refused(say(order::QuoteWhy::NoSuchQuote));
    std::cout << quote->kind << ' ' << quote->number << ' ' << state_of(*quote, now)
              << ", revision " << quote->revision << ", for " << quote->email << ", until "
              << base::to_iso8601(quote->expires_at) << '\n';
    for (const auto& line : order::quote_lines(tx, quote->id, quote->revision))
      std::cout << "  " << line.units << " x " << line.sku << "  " << base::to_text(line.unit_price)
                << "  (web " << base::to_text(line.list_price) << ")  " << line.reason << '\n';
    std::cout << "  goods " << base::to_text(quote->goods) << '\n';
    std::cout << "  link " << call.config.site.url << "/quotes/" << quote->number
              << "?t=" << base::percent_encoded(quote->token) << '\n';
    for (const auto& event : order::quote_history(tx, quote->id))
      std::cout << "  " << base::to_iso8601(event.at) << "  " << event.what << " (" << event.actor
                << (event.reason.empty() ? "" : ": ") << event.reason << ")\n";
    return 0;
  });
}

}  // namespace ctl
