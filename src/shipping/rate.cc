#include "shipping/rate.h"

#include <algorithm>
#include <map>
#include <variant>

namespace shipping {
namespace {

// A price in the making: cents times 10^8, so that two percentages in hundredths of a percent stay
// exact until the one rounding.
constexpr std::int64_t kPercent = 10000;

using Price = base::Result<Money, Hidden>;

template <class Work>
void each_package(const Cargo& cargo, const Work& work) {
  for (const auto& part : cargo.parts)
    for (const auto& package : part.packages) work(package);
}

std::int64_t pounds(const Cargo& cargo) {
  return whole_pounds(cargo.weight_g());
}

// The class of all pieces together, in tenths; nothing when a size is missing and none is assumed.
std::optional<int> class_of(const Cargo& cargo, const Method& method) {
  if (cargo.freight_class) return cargo.freight_class;
  std::int64_t in3 = 0;
  bool known = true;
  each_package(cargo, [&](const Package& p) {
    known = known && p.size.has_value();
    if (p.size) in3 += cubic_inches(*p.size);
  });
  if (!known) return method.assumed_class;
  return freight_class_tenths(pounds(cargo), in3);
}

// The row's price for so many units, or the last row's and so much for each unit above it.
std::optional<Money> look_up(const std::vector<Rate>& rates, int freight_class,
                             std::int64_t units) {
  const Rate* last = nullptr;
  for (const auto& rate : rates) {
    if (rate.up_to_class < freight_class) continue;
    if (last != nullptr && rate.up_to_class != last->up_to_class) break;
    if (units <= rate.up_to) return rate.price;
    last = &rate;
  }
  if (last == nullptr || !last->per_extra) return std::nullopt;
  return last->price + *last->per_extra * (units - last->up_to);
}

// What the rows ask before any percentage.
std::optional<Money> base_price(const Cargo& cargo, const Method& m) {
  switch (m.basis) {
    case Basis::Grams:
      return look_up(m.rates, 0, cargo.weight_g());
    case Basis::Subtotal:
      return look_up(m.rates, 0, cargo.value.in_cents());
    case Basis::Items:
      return look_up(m.rates, 0, cargo.items);
    case Basis::FreightPounds: {
      const auto freight_class = class_of(cargo, m);
      return freight_class ? look_up(m.rates, *freight_class, pounds(cargo)) : std::nullopt;
    }
    case Basis::BillablePounds:
      break;
  }
  std::optional<Money> sum = Money{};
  each_package(cargo, [&](const Package& p) {
    const auto one = look_up(m.rates, 0, billable_pounds(p.weight_g, p.size, m.dim));
    sum = sum && one ? std::optional{*sum + *one} : std::nullopt;
  });
  return sum;
}

bool exceeds(const Fee& fee, const Package& p) {
  if (fee.over_lb && whole_pounds(p.weight_g) > *fee.over_lb) return true;
  if (!p.size) return false;
  const auto sides = p.size->sides();
  return (fee.over_longest_in && whole_inches(sides[0]) > *fee.over_longest_in) ||
         (fee.over_second_in && whole_inches(sides[1]) > *fee.over_second_in) ||
         (fee.over_in3 && cubic_inches(*p.size) > *fee.over_in3);
}

// Which fees a package meets, or the whole freight shipment.
bool applies(const Fee& fee, const Package& p) {
  switch (fee.kind) {
    case FeeKind::AdditionalHandling:
    case FeeKind::LargePackage:
      return exceeds(fee, p);
    case FeeKind::DeliveryArea:  // the rows are those of the address
      return true;
    case FeeKind::Residence:
    case FeeKind::NoDock:
    case FeeKind::LiftGate:
    case FeeKind::Inside:
    case FeeKind::Appointment:
    case FeeKind::LimitedAccess:
      return false;
  }
  return false;
}

bool applies(const Fee& fee, const Unloading& at) {
  switch (fee.kind) {
    case FeeKind::AdditionalHandling:
    case FeeKind::LargePackage:
      return false;
    case FeeKind::DeliveryArea:
      return true;
    case FeeKind::Residence:
      return at.site == Site::Residence;
    case FeeKind::NoDock:
      return at.site == Site::NoDock;
    case FeeKind::LiftGate:
      return at.wants(Wish::LiftGate);
    case FeeKind::Inside:
      return at.wants(Wish::Inside);
    case FeeKind::Appointment:
      return at.wants(Wish::Appointment);
    case FeeKind::LimitedAccess:
      return at.wants(Wish::LimitedAccess);
  }
  return false;
}

// Nobody lifts more than so much off a truck by hand (contract sheet: freight).
Unloading needed(const Cargo& cargo) {
  constexpr int kLiftGatePounds = 100;
  auto out = cargo.unloading;
  if (out.site == Site::Residence && pounds(cargo) > kLiftGatePounds && !out.wants(Wish::LiftGate))
    out.wishes.push_back(Wish::LiftGate);
  std::ranges::sort(out.wishes);
  return out;
}

// Of each kind the dearest that applies; nothing when one of them is by quote only.
template <class To>
std::optional<Money> fees_of(const std::vector<Fee>& fees, const To& to) {
  std::map<FeeKind, Money> dearest;
  for (const auto& fee : fees) {
    if (!applies(fee, to)) continue;
    if (!fee.price) return std::nullopt;
    auto& most = dearest[fee.kind];
    most = std::max(most, *fee.price);
  }
  Money sum;
  for (const auto& [kind, price] : dearest) sum += price;
  return sum;
}

std::optional<Money> all_fees(const Cargo& cargo, const Method& m) {
  Money sum = m.declared_per_100 * ((cargo.value.in_cents() + 9999) / 10000);
  if (m.kind == MethodKind::Freight) {
    const auto fees = fees_of(m.fees, needed(cargo));
    return fees ? std::optional{sum + *fees + m.handling} : std::nullopt;
  }
  bool quotable = true;
  each_package(cargo, [&](const Package& p) {
    const auto fees = fees_of(m.fees, p);
    quotable = quotable && fees;
    if (!fees) return;
    sum += *fees + m.handling;
    if (cargo.unloading.site == Site::Residence) sum += m.residential;
  });
  return quotable ? std::optional{sum} : std::nullopt;
}

// The next amount that ends so, at or above.
Money ending(Money price, int cents) {
  const auto over = price.in_cents() % 100;
  return Money::cents(price.in_cents() - over + cents + (over > cents ? 100 : 0));
}

std::optional<Hidden> barred(const Cargo& cargo, const Method& m) {
  if (cargo.po_box && !m.carrier.empty() && m.carrier != "usps") return Hidden::PoBox;
  if (cargo.hazmat && m.flies) return Hidden::Hazmat;
  if (!m.zone) return Hidden::NoZone;
  bool fits = true;
  each_package(cargo, [&](const Package& p) {
    fits = fits && (!m.max_package_g || p.weight_g <= *m.max_package_g);
  });
  return fits ? std::nullopt : std::optional{Hidden::TooHeavy};
}

Price price_of(const Cargo& cargo, const Method& m) {
  if (const auto why = barred(cargo, m)) return *why;
  const auto base = base_price(cargo, m);
  if (!base) return m.kind == MethodKind::Freight ? Hidden::ByQuote : Hidden::NoRate;
  const auto fees = all_fees(cargo, m);
  if (!fees) return Hidden::ByQuote;
  const auto before_margin =
      base->in_cents() * (kPercent + m.fuel_bp) + fees->in_cents() * kPercent;
  const auto exact = before_margin * (kPercent + m.margin_bp);
  const auto price = Money::cents((exact + kPercent * kPercent / 2) / (kPercent * kPercent));
  return m.ending_cents ? ending(price, *m.ending_cents) : price;
}

bool may_be_free(const Cargo& cargo, const Method& m) {
  return !cargo.excluded && !cargo.freight() && m.kind == MethodKind::Parcel &&
         (cargo.contiguous || m.free_everywhere);
}

Offer offer(const Cargo& cargo, const Method& m, const Calendar& calendar, Money price) {
  Offer out{.code = m.code,
            .name = m.name,
            .price = price,
            .min_days = m.min_days,
            .max_days = m.max_days,
            .promise = {},
            .shipments = {},
            .tariff = m.tariff,
            .zone = m.zone.value_or("")};
  for (const auto& part : cargo.parts) {
    const auto when = promise(calendar, part.lead, m.min_days, m.max_days);
    out.shipments.push_back({part.lead, part.packages, when});
    out.promise.ship_by = std::max(out.promise.ship_by, when.ship_by);
    out.promise.earliest = std::max(out.promise.earliest, when.earliest);
    out.promise.latest = std::max(out.promise.latest, when.latest);
  }
  return out;
}

// The lowest threshold that a method offered here has.
std::optional<FreeFrom> free_from(const Cargo& cargo, const std::vector<Method>& methods) {
  std::optional<FreeFrom> out;
  for (const auto& m : methods)
    if (m.free_from && may_be_free(cargo, m) && m.zone)
      if (!out || *m.free_from < out->threshold) out = {*m.free_from, cargo.counted};
  return out;
}

}  // namespace

std::int64_t Cargo::weight_g() const {
  std::int64_t sum = 0;
  each_package(*this, [&](const Package& p) { sum += p.weight_g; });
  return sum;
}

bool Cargo::freight() const {
  bool any = false;
  each_package(*this, [&](const Package& p) { any = any || p.freight; });
  return any;
}

Offers rate(const Cargo& cargo, const std::vector<Method>& methods, const Calendar& calendar) {
  // The contract sheet's: more confuse (rate).
  constexpr std::size_t kMostMethods = 4;
  struct Candidate {
    Offer offer;
    int position;
    bool may_be_free;
  };
  Offers out;
  out.by_freight = cargo.freight();
  if (out.by_freight) out.unloading = needed(cargo);
  out.free_from = free_from(cargo, methods);
  std::vector<Candidate> found;
  for (const auto& m : methods) {
    if ((m.kind == MethodKind::Freight) != out.by_freight) continue;
    const auto asked = price_of(cargo, m);
    if (!asked) {
      out.hidden.push_back({m.code, m.name, asked.why()});
      continue;
    }
    const bool may = may_be_free(cargo, m);
    const bool is_free = may && m.free_from && cargo.counted >= *m.free_from;
    found.push_back({offer(cargo, m, calendar, is_free ? Money{} : *asked), m.position, may});
  }
  std::ranges::stable_sort(found, {}, [](const Candidate& c) {
    return std::tuple{c.offer.price, c.position, c.offer.code};
  });
  for (auto& candidate : found) {
    if (out.methods.size() == kMostMethods) break;
    out.methods.push_back(std::move(candidate.offer));
  }
  const auto first = std::ranges::find_if(found, &Candidate::may_be_free);
  const auto at = static_cast<std::size_t>(first - found.begin());
  if (at < out.methods.size()) out.methods[at].coupon_frees = true;
  return out;
}

}  // namespace shipping
