#include <fstream>
#include <iostream>

#include "base/text.h"
#include "ctl/shipping_import.h"
#include "ctl/staff.h"
#include "shipping/us_address.h"

namespace ctl {
namespace {

// What the option gives, if it is given at all.
std::optional<int> take_some(base::Args& args, const char* name) {
  const auto typed = args.take_option(name);
  if (!typed) return std::nullopt;
  const auto value = base::parse_integer<int>(*typed);
  if (!value || *value < 0) throw base::UsageError{std::string{name} + " is a whole number"};
  return value;
}

std::optional<base::Money> take_money(base::Args& args, const char* name) {
  const auto cents = take_some(args, name);
  return cents ? std::optional{base::Money::cents(*cents)} : std::nullopt;
}

shipping::NewTariff take_tariff(base::Args& args, base::Instant now) {
  shipping::NewTariff out;
  out.method = args.take_option("--method").value_or("");
  if (out.method.empty()) throw base::UsageError{"rates need --method CODE"};
  out.source = args.take_option("--source").value_or("");
  if (out.source.empty()) throw base::UsageError{"say where the prices come from: --source TEXT"};
  out.valid_from = now;
  if (const auto from = args.take_option("--from")) {
    const auto at = base::parse_iso8601(*from + "T00:00:00Z");
    if (!at) throw base::UsageError{"--from is a day, such as 2026-12-01"};
    out.valid_from = *at;
  }
  out.basis = args.take_option("--basis");
  if (out.basis && *out.basis != "grams" && *out.basis != "billable_lb" &&
      *out.basis != "subtotal" && *out.basis != "items" && *out.basis != "freight_lb")
    throw base::UsageError{"--basis is grams, billable_lb, subtotal, items or freight_lb"};
  out.chart = args.take_option("--chart");
  out.dim_divisor = take_some(args, "--divisor");
  out.dim_over_in3 = take_some(args, "--dim-over-in3");
  out.max_package_g = take_some(args, "--max-package-g");
  out.fuel_bp = take_some(args, "--fuel-bp");
  out.margin_bp = take_some(args, "--margin-bp");
  out.ending_cents = take_some(args, "--ending-cents");
  out.handling = take_money(args, "--handling-cents");
  out.free_from = take_money(args, "--free-from-cents");
  return out;
}

shipping::NewChart take_chart(base::Args& args) {
  shipping::NewChart out{args.take_option("--code").value_or(""),
                         args.take_option("--origin").value_or(""),
                         args.take_option("--source").value_or("")};
  if (out.code.empty() || out.origin_zip3.size() != 3 ||
      out.origin_zip3.find_first_not_of("0123456789") != std::string::npos || out.source.empty())
    throw base::UsageError{"a chart needs --code CODE, --origin ZIP3 and --source TEXT"};
  return out;
}

// Of freight; a residence when nothing is said.
shipping::Unloading take_unloading(base::Args& args) {
  shipping::Unloading out;
  if (const auto typed = args.take_option("--unload")) {
    const auto site = shipping::parse_site(*typed);
    if (!site) throw base::UsageError{"--unload is dock, no_dock or residence"};
    out.site = *site;
  }
  for (const auto& typed : take_all(args, "--wish")) {
    const auto wish = shipping::parse_wish(typed);
    if (!wish) throw base::UsageError{"--wish is lift_gate, inside, appointment or limited_access"};
    out.wishes.push_back(*wish);
  }
  return out;
}

std::string day(shipping::Day at) {
  return base::to_iso8601(at).substr(0, 10);
}

void print(const shipping::Offer& offer) {
  std::cout << offer.code << '\t' << base::to_text(offer.price) << "\tzone "
            << (offer.zone.empty() ? "-" : offer.zone) << "\ttariff " << offer.tariff.value_or(0)
            << "\tships by " << day(offer.promise.ship_by) << ", arrives "
            << day(offer.promise.earliest) << " to " << day(offer.promise.latest) << '\n';
  for (const auto& shipment : offer.shipments)
    for (const auto& package : shipment.packages) {
      std::cout << "  " << package.weight_g << " g";
      if (package.size)
        std::cout << ", " << package.size->l_mm << " x " << package.size->w_mm << " x "
                  << package.size->h_mm << " mm";
      std::cout << (package.box.empty() ? "" : ", box " + package.box)
                << (package.freight ? ", freight" : "")
                << (shipment.lead ? ", from a supplier" : "") << ':';
      for (const auto& content : package.contents)
        std::cout << ' ' << content.units << " x variant " << content.variant;
      std::cout << '\n';
    }
}

// "SKU" or "SKU*3"; a SKU may hold a star of its own, so the last one counts.
shipping::Line line(store::Tx& tx, const std::string& typed) {
  const auto star = typed.rfind('*');
  const auto units = star == std::string::npos
                         ? std::optional{1}
                         : base::parse_integer<int>(std::string_view{typed}.substr(star + 1));
  const auto sku = units && star != std::string::npos ? typed.substr(0, star) : typed;
  const int n = units.value_or(1);
  if (n < 1 || n > 1000) throw base::UsageError{"so many units are not shipped: " + typed};
  const auto found = shipping::line_of_sku(tx, sku, n);
  if (!found) throw base::UsageError{"no such SKU: " + sku};
  return *found;
}

}  // namespace

// gdsctl shipping import: a table from a file, as gds_admin; all of it or nothing.
int shipping_import(Call& call) {
  const auto now = base::clock_now();
  const auto what = call.args.take_word().value_or("");
  const auto path = call.args.take_word().value_or("");
  shipping::NewTariff tariff;
  shipping::NewChart chart;
  if (what == "rates")
    tariff = take_tariff(call.args, now);
  else if (what == "chart")
    chart = take_chart(call.args);
  else if (what != "goods")
    throw base::UsageError{"say what: shipping import rates|chart|goods FILE.csv"};
  call.args.done();
  std::ifstream file{path, std::ios::binary};
  if (!file) throw base::UsageError{"cannot read " + path};
  call.become_owner();

  auto db = database(call, "gds_admin");
  const auto done = db.transact("shipping_import", [&](store::Tx& tx) {
    // A transaction that lost a race begins anew: so does the file.
    file.clear();
    file.seekg(0);
    if (what == "rates") return import_rates(tx, file, tariff, actor(), now);
    if (what == "chart") return import_chart(tx, file, chart, actor(), now);
    return import_facts(tx, file);
  });
  if (!done) return refused(path + ": " + done.why().why + "; nothing was kept");
  std::cout << "shipping import " << what << ": " << *done << " rows\n";
  return 0;
}

// gdsctl shipping quote STATE ZIP SKU[*UNITS]...: every method with its price, packages and dates,
// or why it is not offered.
int shipping_quote(Call& call) {
  const auto state = shipping::parse_state(call.args.take_word().value_or(""));
  const auto zip = shipping::parse_zip(call.args.take_word().value_or(""));
  const auto address = call.args.take_option("--address").value_or("");
  const auto unloading = take_unloading(call.args);
  std::vector<std::string> goods;
  while (auto word = call.args.take_word()) goods.push_back(*word);
  call.args.done();
  if (!state || !zip || goods.empty())
    throw base::UsageError{"shipping quote needs a state, a ZIP code and SKUs"};
  auto db = database(call);
  const auto offered = db.snapshot("shipping_quote", [&](store::Tx& tx) {
    shipping::Request request{.line1 = address,
                              .line2 = "",
                              .state = *state,
                              .zip = *zip,
                              .unloading = unloading,
                              .lines = {}};
    for (const auto& typed : goods) request.lines.push_back(line(tx, typed));
    return shipping::offers(tx, request, base::clock_now());
  });
  if (offered.unloading)
    std::cout << "unloading: " << shipping::unloading_text(*offered.unloading) << '\n';
  for (const auto& offer : offered.methods) print(offer);
  for (const auto& hidden : offered.hidden)
    std::cout << hidden.code << "\tnot offered: " << shipping::to_word(hidden.why) << '\n';
  if (offered.free_from)
    std::cout << "free from " << base::to_text(offered.free_from->threshold) << "; of this cart "
              << base::to_text(offered.free_from->counted) << " count\n";
  return 0;
}

}  // namespace ctl
