#include "pages/api/shapes.h"

#include <array>

namespace pages::api {
namespace {

// As the import of products has them.
constexpr std::int64_t kMostUnits = 10'000'000;
constexpr std::int64_t kMostPorts = 100'000;
constexpr std::int64_t kHighest = 1'000'000;
constexpr std::int64_t kHighestPrice = 99'999'999;
constexpr std::int64_t kLongestText = 300;
constexpr std::int64_t kLongestCode = 100;
constexpr std::int64_t kMostLines = 100;
constexpr std::int64_t kMostVariants = 50;

constexpr Field text(std::string_view name, std::string_view says = {}) {
  return {.name = name, .kind = Kind::Text, .says = says};
}
constexpr Field number(std::string_view name, std::string_view says = {}) {
  return {.name = name, .kind = Kind::Integer, .says = says};
}
constexpr Field yes_no(std::string_view name, std::string_view says = {}) {
  return {.name = name, .kind = Kind::Boolean, .says = says};
}
constexpr Field time(std::string_view name, std::string_view says = {}) {
  return {.name = name, .kind = Kind::Time, .says = says};
}
constexpr Field maybe(Field field) {
  field.null = Null::Fine;
  return field;
}
constexpr Field optional(Field field) {
  field.need = Need::May;
  return field;
}
constexpr Field within(Field field, std::int64_t least, std::int64_t most) {
  field.least = least;
  field.most = most;
  return field;
}
// Of a change: may be left out, and null makes it unknown.
constexpr Field fact(Field field, std::int64_t least, std::int64_t most) {
  return optional(maybe(within(field, least, most)));
}

constexpr std::array kKeyFields{
    number("id"),
    text("name", "What the key is for."),
    Field{.name = "scopes", .kind = Kind::Texts, .says = "What it may do now."},
    number("requests_per_minute"),
    time("expires_at"),
};

constexpr std::array kVariantFields{
    number("id"),
    number("product_id"),
    text("sku"),
    text("condition", "new, open_box, refurbished, used or for_parts"),
    number("price_cents", "What everybody pays now, in US cents."),
    number("base_price_cents", "What it costs while no schedule or list says otherwise."),
    text("price_source", "Which rule makes the price: base, or what stands above it."),
    text("state", "active or archived"),
    time("updated_at"),
};
constexpr std::array kVariantChangeFields{
    within(number("base_price_cents"), 1, kHighestPrice),
};

constexpr std::array kProductFields{
    number("id"),
    text("kind", "product or bundle"),
    text("brand"),
    text("mpn", "The maker's part number."),
    text("title"),
    text("slug", "Its page is /p/<slug>."),
    text("category", "Its list is /c/<category>."),
    text("state", "active or archived"),
    maybe(number("u_height_milli", "Thousandths of a rack unit.")),
    maybe(number("weight_g")),
    maybe(yes_no("full_depth")),
    maybe(text("airflow")),
    maybe(text("ports", "As in \"24x 1G RJ45, 4x 10G SFP+\".")),
    maybe(number("poe_ports")),
    maybe(number("power_supplies")),
    maybe(number("max_draw_watts")),
    time("updated_at"),
    Field{.name = "variants", .kind = Kind::Objects, .says = "By id.", .inner = kVariantFields},
};
constexpr std::array kProductChangeFields{
    optional(within(text("title"), 1, kLongestText)), fact(number("u_height_milli"), 0, kHighest),
    fact(number("weight_g"), 1, kMostUnits),          fact(yes_no("full_depth"), 0, 0),
    fact(text("airflow"), 1, kLongestText),           fact(text("ports"), 1, kLongestText),
    fact(number("poe_ports"), 0, kMostPorts),         fact(number("power_supplies"), 0, kMostPorts),
    fact(number("max_draw_watts"), 0, kMostUnits),
};

constexpr std::array kNewVariantFields{
    within(text("sku"), 1, kLongestCode),
    within(text("condition", "new, open_box, refurbished, used or for_parts"), 1, 20),
    within(number("price_cents", "Its base price."), 1, kHighestPrice),
};
constexpr std::array kNewProductFields{
    within(text("brand"), 1, kLongestCode),
    within(text("mpn", "The maker's part number."), 1, kLongestCode),
    within(text("title"), 1, kLongestText),
    within(text("category", "Names from the root: \"Networking/Switches\"."), 1, kLongestText),
    Field{.name = "variants",
          .kind = Kind::Objects,
          .least = 1,
          .most = kMostVariants,
          .inner = kNewVariantFields},
    fact(number("u_height_milli"), 0, kHighest),
    fact(number("weight_g"), 1, kMostUnits),
    fact(yes_no("full_depth"), 0, 0),
    fact(text("airflow"), 1, kLongestText),
    fact(text("ports"), 1, kLongestText),
    fact(number("poe_ports"), 0, kMostPorts),
    fact(number("power_supplies"), 0, kMostPorts),
    fact(number("max_draw_watts"), 0, kMostUnits),
};

constexpr std::array kStockFields{
    number("variant_id"),
    text("sku"),
    number("on_hand"),
    number("allocated", "Sold and not sent yet."),
    number("buffer", "Kept back from being offered."),
    number("available", "What a new buyer may have at this moment."),
    number("reorder_threshold"),
};
constexpr std::array kAdjustmentFields{
    within(number("units", "How many more there are; fewer, when below 0. Not 0."), -kMostUnits,
           kMostUnits),
    within(text("reason", "A sentence for staff."), 1, 200),
};

constexpr std::array kOrderSummaryFields{
    text("number"),
    text("state", "placed, partly_shipped, shipped, delivered, needs_attention or cancelled"),
    time("placed_at"),
    text("email"),
    text("po_number", "The customer's own; empty when there is none."),
    number("subtotal_cents", "Goods, before discounts."),
    number("discount_cents"),
    number("shipping_cents"),
    number("tax_cents"),
    number("total_cents"),
    number("balance_cents", "Still to be paid; below 0, owed to the customer."),
};
constexpr std::array kAddressFields{
    text("name"), text("company"), text("line1"), text("line2"),
    text("city"), text("state"),   text("zip"),   text("phone"),
};
constexpr std::array kOrderLineFields{
    number("position"),
    text("sku"),
    text("title"),
    text("kind", "goods or gift_card"),
    number("units"),
    number("total_cents", "After discounts, before tax."),
    number("tax_cents"),
    number("packed", "In parcels that have not left."),
    number("fulfilled", "In parcels that have."),
    number("cancelled"),
    number("returned"),
};
constexpr std::array kParcelLineFields{
    text("sku"),
    text("title"),
    number("units"),
};
constexpr std::array kParcelFields{
    number("id"),
    text("state", "packed, shipped, delivered or cancelled"),
    text("carrier"),
    text("tracking", "Empty when there is none."),
    maybe(time("shipped_at")),
    maybe(time("delivered_at")),
    Field{.name = "lines", .kind = Kind::Objects, .inner = kParcelLineFields},
};
constexpr std::array kOrderFields{
    Field{.name = "order", .kind = Kind::Object, .inner = kOrderSummaryFields},
    text("shipping_method"),
    Field{.name = "address", .kind = Kind::Object, .inner = kAddressFields},
    Field{.name = "lines", .kind = Kind::Objects, .inner = kOrderLineFields},
    Field{.name = "parcels", .kind = Kind::Objects, .inner = kParcelFields},
};
constexpr std::array kShipmentLineFields{
    within(number("position", "Of the order's line."), 0, 1000),
    within(number("units"), 1, kMostUnits),
};
constexpr std::array kShipmentSerialFields{
    within(text("sku"), 1, 100),
    Field{.name = "serials", .kind = Kind::Texts, .least = 1, .most = 1000},
};
constexpr std::array kShipmentFields{
    within(text("carrier", "UPS, FedEx, USPS …"), 1, 40),
    optional(within(text("tracking"), 1, 60)),
    optional(Field{.name = "lines",
                   .kind = Kind::Objects,
                   .says = "Without it, all that is still to be sent.",
                   .least = 1,
                   .most = kMostLines,
                   .inner = kShipmentLineFields}),
    optional(Field{.name = "serials",
                   .kind = Kind::Objects,
                   .says = "One of each unit that has one.",
                   .least = 1,
                   .most = kMostLines,
                   .inner = kShipmentSerialFields}),
};

}  // namespace

constinit const Shape kKey{"Key", kKeyFields};
constinit const Shape kProduct{"Product", kProductFields};
constinit const Shape kNewProduct{"NewProduct", kNewProductFields};
constinit const Shape kProductChange{"ProductChange", kProductChangeFields};
constinit const Shape kVariant{"Variant", kVariantFields};
constinit const Shape kVariantChange{"VariantChange", kVariantChangeFields};
constinit const Shape kStock{"Stock", kStockFields};
constinit const Shape kAdjustment{"Adjustment", kAdjustmentFields};
constinit const Shape kOrderSummary{"OrderSummary", kOrderSummaryFields};
constinit const Shape kOrder{"Order", kOrderFields};
constinit const Shape kParcel{"Parcel", kParcelFields};
constinit const Shape kShipment{"Shipment", kShipmentFields};
constinit const Shape kNothing{"Nothing", {}};

}  // namespace pages::api
