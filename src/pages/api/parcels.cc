#include <algorithm>

#include "pages/api/api.h"
#include "pages/api/body.h"
#include "pages/api/documents.h"
#include "pages/api/key.h"
#include "pages/api/paths.h"
#include "pages/api/shapes.h"

namespace pages::api {
namespace {

using base::FulfilmentId;
using ::order::PackRefusal;
using ::order::ParcelRefusal;
using ::order::ShipWhy;

std::string sentence(PackRefusal why) {
  switch (why) {
    case PackRefusal::NotOpen:
      return "Nothing of this order is to be sent: it is not placed, or it has left.";
    case PackRefusal::OnHold:
      return "The payment is doubted; staff have to decide first.";
    case PackRefusal::Nothing:
      return "No units are left to be sent.";
    case PackRefusal::MoreUnits:
      return "A line has fewer units that are still to be sent.";
  }
  return {};
}

std::string sentence(const ::order::ShipRefused& refused) {
  switch (refused.why) {
    case ShipWhy::NoSuchParcel:
    case ShipWhy::NotPacked:
      return "The parcel is not there any more.";
    case ShipWhy::OnHold:
      return sentence(PackRefusal::OnHold);
    case ShipWhy::NotOnHand:
      return "Of something in it only " + std::to_string(refused.short_of->on_hand) +
             " are on hand: count the stock first.";
    case ShipWhy::SerialsMissing:
      return "Each unit of something in it has a serial number, and as many are to be named.";
    case ShipWhy::Serial:
      return "The serial number " + refused.serial->serial + " is of no unit that can be sent.";
  }
  return {};
}

std::string sentence(ParcelRefusal why) {
  switch (why) {
    case ParcelRefusal::NoSuchParcel:
      throw web::NotFound{};
    case ParcelRefusal::NotPacked:
    case ParcelRefusal::NotShipped:
      return "The parcel is not on its way.";
  }
  return {};
}

Document of_parcel(store::Tx& tx, FulfilmentId id) {
  return document(found(::order::find_parcel(tx, id)), ::order::parcel_lines(tx, id));
}

struct Contents {
  std::vector<::order::LineUnits> lines;
  std::vector<::order::Named> serials;
  base::FieldErrors errors;
};

// What the body names, by the order's own lines.
Contents contents_of(store::Tx& tx, base::OrderId order, const base::Json& body) {
  Contents contents;
  const auto lines = body.find("lines");
  const auto serials = body.find("serials");
  const auto known = ::order::progress(tx, order);
  const auto asked = lines.is_null() ? std::vector<base::Json>{} : lines.items();
  if (lines.is_null()) contents.lines = ::order::unpacked(tx, order);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto position = asked[i].at("position").integer();
    const auto line = std::find_if(known.begin(), known.end(),
                                   [&](const auto& one) { return one.position == position; });
    if (line == known.end())
      contents.errors.add("#/lines/" + std::to_string(i) + "/position",
                          "The order has no such line.");
    else
      contents.lines.push_back({line->line, static_cast<int>(asked[i].at("units").integer())});
  }
  const auto named = serials.is_null() ? std::vector<base::Json>{} : serials.items();
  for (std::size_t i = 0; i < named.size(); ++i) {
    const auto variant = catalog::find_variant(tx, *text_of(named[i], "sku"));
    if (!variant) {
      contents.errors.add("#/serials/" + std::to_string(i) + "/sku", "There is no such SKU.");
      continue;
    }
    ::order::Named units{variant->id, {}};
    for (const auto& serial : named[i].at("serials").items())
      units.serials.emplace_back(base::trimmed(serial.text()));
    contents.serials.push_back(std::move(units));
  }
  return contents;
}

}  // namespace

web::Response parcel_send(Ctx& ctx) {
  const auto& number = ctx.req.param("number");
  const auto body = read_body(ctx, kShipment);
  if (!body) return body.why();
  const ::order::Because because{actor(ctx), ""};
  return change(ctx, "api_parcel_send", Name::Must, [&](store::Tx& tx) -> Changed {
    const auto order = found(::order::find_by_number(tx, number));
    auto contents = contents_of(tx, order.id, *body);
    if (!contents.errors.empty()) return wrong(ctx, Wrong::Fields, "", contents.errors);
    const auto parcel = ::order::pack(tx, order.id, contents.lines, because, ctx.now);
    if (!parcel) return wrong(ctx, Wrong::Conflict, sentence(parcel.why()));
    const ::order::Carriage carriage{*text_of(*body, "carrier"),
                                     text_of(*body, "tracking").value_or(""),
                                     std::move(contents.serials)};
    const auto left = ::order::ship(tx, *parcel, carriage, because, ctx.now);
    if (!left) return wrong(ctx, Wrong::Conflict, sentence(left.why()));
    auto made = of_parcel(tx, *parcel);
    made.status = 201;
    return made;
  });
}

web::Response parcel_delivered(Ctx& ctx) {
  const auto id = id_of<FulfilmentId>(ctx, "id");
  const auto body = read_body(ctx, kNothing);
  if (!body) return body.why();
  return change(ctx, "api_parcel_delivered", Name::Must, [&](store::Tx& tx) -> Changed {
    const auto done = ::order::deliver(tx, id, {actor(ctx), ""}, ctx.now);
    if (!done) return wrong(ctx, Wrong::Conflict, sentence(done.why()));
    return of_parcel(tx, id);
  });
}

}  // namespace pages::api
