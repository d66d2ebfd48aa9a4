#pragma once
#include <string>
#include <vector>

#include "shipping/calendar.h"
#include "shipping/measure.h"
#include "shipping/pack.h"

// Private to shipping: from rows to offers, without a database. Exact in whole cents: a price is
// rounded half up once, at the end (contract sheet: rate).
namespace shipping {

enum class Basis { Grams, BillablePounds, Subtotal, Items, FreightPounds };
enum class MethodKind { Parcel, Freight };

struct Rate {
  int up_to_class;  // tenths; 0 but for freight
  std::int64_t up_to;
  Money price;
  std::optional<Money> per_extra;
};

enum class FeeKind {
  AdditionalHandling,
  LargePackage,
  DeliveryArea,
  Residence,
  NoDock,
  LiftGate,
  Inside,
  Appointment,
  LimitedAccess,
};
struct Fee {
  FeeKind kind;
  std::optional<int> over_lb;
  std::optional<int> over_longest_in;
  std::optional<int> over_second_in;
  std::optional<int> over_in3;
  std::optional<Money> price;  // nothing: only by a quote
};

// A method with its tariff in force and the rows that count for one address.
struct Method {
  std::string code;
  std::string name;
  MethodKind kind = MethodKind::Parcel;
  std::string carrier;
  bool flies = false;
  int min_days = 0;
  int max_days = 0;
  int position = 0;
  std::int64_t tariff = 0;
  Basis basis = Basis::Grams;
  std::optional<std::string> zone;
  std::optional<DimRule> dim;
  std::optional<int> max_package_g;
  std::optional<int> assumed_class;
  int fuel_bp = 0;
  Money residential;
  Money declared_per_100;
  Money handling;
  int margin_bp = 0;
  std::optional<int> ending_cents;
  std::optional<Money> free_from;
  bool free_everywhere = false;
  std::vector<Rate> rates;  // of that zone, ascending by class and limit
  std::vector<Fee> fees;
};

// The goods of a request, packed, and what prices depend on besides.
struct Cargo {
  struct Part {
    std::optional<Lead> lead;
    std::vector<Package> packages;
  };
  std::vector<Part> parts;
  int items = 0;
  Money value;            // of all goods, after discounts
  Money counted;          // of them, towards free shipping
  bool excluded = false;  // something never ships free
  bool hazmat = false;
  bool po_box = false;
  bool contiguous = true;            // the destination
  std::optional<int> freight_class;  // given by hand, the highest
  Unloading unloading;
  std::int64_t weight_g() const;
  bool freight() const;
};

Offers rate(const Cargo& cargo, const std::vector<Method>& methods, const Calendar& calendar);

}  // namespace shipping
