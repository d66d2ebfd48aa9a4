#include <charconv>
#include <fstream>
#include <iostream>

#include "base/csv.h"
#include "ctl/staff.h"
#include "pricing/pricing.h"

namespace ctl {
namespace {

using pricing::Refused;

int number_of(const std::string& text, int least, int most) {
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size() || n < least || n > most)
    throw base::UsageError{"no number from " + std::to_string(least) + " to " +
                           std::to_string(most) + ": " + text};
  return n;
}

base::Money cents_of(const std::string& text) {
  return base::Money::cents(number_of(text, 1, 99'999'999));
}

const char* words_of(Refused why) {
  switch (why) {
    case Refused::NoSuchSku:
      return "no variant has this SKU";
    case Refused::ABundle:
      return "a bundle has no supplier; its parts may";
    case Refused::NoBundle:
      return "this is no bundle";
    case Refused::Backwards:
      return "it would end before it begins";
  }
  throw base::BugError{"a refusal without words"};
}

int answer(const base::Result<base::Done, Refused>& done) {
  if (done) return 0;
  std::cerr << "gdsctl: " << words_of(done.why()) << '\n';
  return 1;
}

// --from DAY and --until DAY, both days included, in the store's zone.
struct Days {
  std::optional<std::string> from;
  std::optional<std::string> until;
  explicit Days(Call& call)
      : from{call.args.take_option("--from")}, until{call.args.take_option("--until")} {}
  pricing::Period period(store::Tx& tx) const {
    pricing::Period period;
    if (from) period.starts_at = pricing::day_begins(tx, *from);
    if (until) period.ends_at = pricing::day_after_begins(tx, *until);
    if (from && !period.starts_at) throw base::UsageError{"no day: " + *from};
    if (until && !period.ends_at) throw base::UsageError{"no day: " + *until};
    return period;
  }
};

// "2-5" or "3".
pricing::Dropship lead_of(const std::string& text) {
  const auto dash = text.find('-');
  pricing::Dropship d;
  d.lead_days_min = number_of(text.substr(0, dash), 0, 365);
  d.lead_days_max =
      dash == std::string::npos ? d.lead_days_min : number_of(text.substr(dash + 1), 0, 365);
  return d;
}

template <class Work>
int change(Call& call, Work work) {
  auto db = database(call, "gds_admin");
  const auto now = base::clock_now();
  return answer(db.transact("prices", [&](store::Tx& tx) { return work(tx, now); }));
}

int override_web(Call& call, const std::string& sku) {
  const auto price = cents_of(take_word(call, "CENTS"));
  const Days days{call};
  call.args.done();
  return change(call, [&](store::Tx& tx, base::Instant now) {
    return pricing::set_web_price(tx, sku, price, days.period(tx), actor(), now);
  });
}

int override_dropship(Call& call, const std::string& sku) {
  const auto lead = call.args.take_option("--lead");
  const auto stock = call.args.take_option("--stock");
  const auto price = call.args.take_option("--price");
  call.args.done();
  if (!lead) throw base::UsageError{"say --lead DAYS or --lead DAYS-DAYS"};
  auto dropship = lead_of(*lead);
  if (stock) dropship.stock = number_of(*stock, 0, 999'999);
  if (price) dropship.price = cents_of(*price);
  return change(call, [&](store::Tx& tx, base::Instant now) {
    return pricing::set_dropship(tx, sku, dropship, actor(), now);
  });
}

int override_ebay(Call& call, const std::string& sku) {
  const auto price = call.args.take_option("--price");
  const auto buffer = call.args.take_option("--buffer");
  call.args.done();
  pricing::Ebay ebay;
  if (price) ebay.price = cents_of(*price);
  if (buffer) ebay.buffer = number_of(*buffer, 0, 9999);
  return change(call, [&](store::Tx& tx, base::Instant now) {
    return pricing::set_ebay(tx, sku, ebay, actor(), now);
  });
}

std::vector<pricing::ListPrice> read_list(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw base::UsageError{"cannot read " + path};
  base::CsvReader reader{file, {.records = base::CsvRecords::OneLineEach}};
  base::CsvRecord record;
  if (!reader.next(record) ||
      record.fields != std::vector<std::string>{"sku", "min_units", "price_cents"})
    throw base::UsageError{path + ": the first line is not sku,min_units,price_cents"};
  std::vector<pricing::ListPrice> prices;
  while (reader.next(record)) {
    const auto where = path + ':' + std::to_string(record.line) + ": ";
    if (!record.problem.empty()) throw base::UsageError{where + record.problem};
    if (record.fields.size() != 3) throw base::UsageError{where + "not three fields"};
    try {
      prices.push_back(
          {record.fields[0], number_of(record.fields[1], 1, 9999), cents_of(record.fields[2])});
    } catch (const base::UsageError& e) {
      throw base::UsageError{where + e.what()};
    }
  }
  return prices;
}

}  // namespace

// gdsctl prices set SKU CENTS|parts [--compare-at CENTS|none]: what it costs while nothing else
// counts; `parts` lets a bundle cost what its parts do again.
int prices_set(Call& call) {
  const auto compare_at = call.args.take_option("--compare-at");
  const auto sku = take_word(call, "a SKU");
  const auto price = call.args.take_word();
  call.args.done();
  if (!price && !compare_at) throw base::UsageError{"say CENTS, parts or --compare-at"};
  const auto struck =
      compare_at && *compare_at != "none" ? std::optional{cents_of(*compare_at)} : std::nullopt;
  const auto cents = price && *price != "parts" ? std::optional{cents_of(*price)} : std::nullopt;
  return change(call, [&](store::Tx& tx, base::Instant now) -> base::Result<base::Done, Refused> {
    if (price) {
      const auto set = cents ? pricing::set_price(tx, sku, *cents, actor(), now)
                             : pricing::follow_parts(tx, sku, actor(), now);
      if (!set || !compare_at) return set;
    }
    return pricing::set_compare_at(tx, sku, struck, now);
  });
}

// gdsctl prices override SKU web|dropship|ebay …: one channel's own price, stock and times.
int prices_override(Call& call) {
  const auto sku = take_word(call, "a SKU");
  const auto channel = pricing::parse_channel(take_word(call, "a channel: web, dropship or ebay"));
  if (!channel) throw base::UsageError{"no channel of ours; there are web, dropship and ebay"};
  if (call.args.take_flag("--none")) {
    call.args.done();
    return change(call, [&](store::Tx& tx, base::Instant now) {
      return pricing::clear_override(tx, sku, *channel, actor(), now);
    });
  }
  switch (*channel) {
    case pricing::Channel::Web:
      return override_web(call, sku);
    case pricing::Channel::Dropship:
      return override_dropship(call, sku);
    case pricing::Channel::Ebay:
      return override_ebay(call, sku);
  }
  throw base::BugError{"a channel without a command"};
}

// gdsctl prices import NAME FILE.csv: a price list of this name, with exactly what the file holds.
int prices_import(Call& call) {
  const Days days{call};
  pricing::List list;
  list.customer_group = call.args.take_option("--group").value_or("");
  list.priority = number_of(call.args.take_option("--priority").value_or("0"), -1000, 1000);
  list.name = take_word(call, "the list's name");
  const auto path = take_word(call, "a file");
  call.args.done();
  const auto prices = read_list(path);
  call.become_owner();
  auto db = database(call, "gds_admin");
  const auto now = base::clock_now();
  const auto put = db.transact("prices_import", [&](store::Tx& tx) {
    list.period = days.period(tx);
    return pricing::put_list(tx, list, prices, actor(), now);
  });
  if (!put) {
    std::cerr << "gdsctl: " << words_of(put.why().why)
              << (put.why().sku.empty() ? "" : ": " + put.why().sku) << '\n';
    return 1;
  }
  std::cout << "list " << list.name << ": " << prices.size() << " prices, " << *put << " changed\n";
  return 0;
}

// gdsctl prices history SKU: every price it ever had, oldest first, parted by tabs.
int prices_history(Call& call) {
  const auto sku = take_word(call, "a SKU");
  call.args.done();
  auto db = database(call, "gds_admin");
  const auto asked =
      db.snapshot("prices_history", [&](store::Tx& tx) { return pricing::history(tx, sku); });
  const auto text = [](const std::optional<base::Money>& price) {
    return price ? base::to_text(*price) : std::string{"-"};
  };
  for (const auto& row : asked)
    std::cout << base::to_iso8601(row.at) << '\t' << row.kind << '\t' << row.min_units << '\t'
              << text(row.was) << '\t' << text(row.is) << '\t' << row.source << '\t' << row.actor
              << '\n';
  if (!asked.empty()) return 0;
  std::cerr << "gdsctl: " << words_of(Refused::NoSuchSku) << '\n';
  return 1;
}

}  // namespace ctl
