#include "base/columns.h"
#include "pricing/actor.h"
#include "pricing/pricing.h"

namespace pricing {
namespace {

using base::Done;
using store::Query;
using Outcome = base::Result<Done, Refused>;

const Query<bool(std::string)> kActAs{"pricing.act_as", R"sql(
    SELECT set_config('gds.actor', $1, true) <> '')sql"};

struct Found {
  VariantId variant;
  bool bundle;
  static constexpr auto columns() { return base::Columns<&Found::variant, &Found::bundle>{}; }
};
const Query<Found(std::string)> kFind{"pricing.find", R"sql(
    SELECT v.id, EXISTS (SELECT FROM bundles b WHERE b.variant_id = v.id)
      FROM variants v WHERE lower(v.sku) = lower($1))sql"};

const Query<void(VariantId, Money, Instant)> kSetBase{"pricing.set_base", R"sql(
    UPDATE variants SET base_price_cents = $2, updated_at = greatest($3::timestamptz, updated_at)
     WHERE id = $1 AND base_price_cents <> $2)sql"};

// The bundle's base price follows by trigger; the moment is written first, for its history.
const Query<void(VariantId, std::optional<Money>, Instant)> kSetOwn{"pricing.set_own", R"sql(
    WITH marked AS (
      UPDATE variants SET updated_at = greatest($3::timestamptz, updated_at) WHERE id = $1
      RETURNING id)
    UPDATE bundles SET own_price_cents = $2
      FROM marked
     WHERE variant_id = marked.id AND own_price_cents IS DISTINCT FROM $2)sql"};

const Query<void(VariantId, std::optional<Money>, Instant)> kSetCompareAt{"pricing.set_compare_at",
                                                                          R"sql(
    UPDATE variants SET compare_at_cents = $2, updated_at = greatest($3::timestamptz, updated_at)
     WHERE id = $1 AND compare_at_cents IS DISTINCT FROM $2)sql"};

using SomeMoney = std::optional<Money>;
using SomeInt = std::optional<int>;
using SomeTime = std::optional<Instant>;
const Query<void(VariantId, std::string, SomeMoney, SomeTime, SomeTime, SomeInt, SomeInt, SomeInt,
                 SomeInt, std::string, Instant)>
    kOverride{"pricing.override", R"sql(
    INSERT INTO channel_overrides AS o (variant_id, channel, price_cents, starts_at, ends_at, stock,
                                        lead_days_min, lead_days_max, buffer, actor, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (variant_id, channel) DO UPDATE
       SET price_cents = excluded.price_cents, starts_at = excluded.starts_at,
           ends_at = excluded.ends_at, stock = excluded.stock,
           lead_days_min = excluded.lead_days_min, lead_days_max = excluded.lead_days_max,
           buffer = excluded.buffer, actor = excluded.actor, updated_at = excluded.updated_at)sql"};

const Query<void(VariantId, std::string)> kClear{"pricing.clear_override", R"sql(
    DELETE FROM channel_overrides WHERE variant_id = $1 AND channel = $2)sql"};

std::string word_of(Channel channel) {
  switch (channel) {
    case Channel::Web:
      return "web";
    case Channel::Dropship:
      return "dropship";
    case Channel::Ebay:
      return "ebay";
  }
  throw base::BugError{"a channel without a name"};
}

// What every change of a price has around it.
template <class Work>
Outcome change(store::Tx& tx, const std::string& sku, const std::string& actor, Instant now,
               Work work) {
  act_as(tx, actor);
  const auto found = tx.one_or_none(kFind, sku);
  if (!found) return Refused::NoSuchSku;
  if (const std::optional<Refused> refused = work(*found)) return *refused;
  apply_schedules(tx, now);
  return Done{};
}

}  // namespace

void act_as(store::Tx& tx, const std::string& actor) {
  tx.one(kActAs, actor);
}

std::optional<Channel> parse_channel(std::string_view word) {
  for (const auto channel : {Channel::Web, Channel::Dropship, Channel::Ebay})
    if (word == word_of(channel)) return channel;
  return std::nullopt;
}

Outcome set_price(store::Tx& tx, const std::string& sku, Money price, const std::string& actor,
                  Instant now) {
  return change(tx, sku, actor, now, [&](const Found& found) -> std::optional<Refused> {
    if (found.bundle)
      tx.exec(kSetOwn, found.variant, price, now);
    else
      tx.exec(kSetBase, found.variant, price, now);
    return {};
  });
}

Outcome follow_parts(store::Tx& tx, const std::string& sku, const std::string& actor, Instant now) {
  return change(tx, sku, actor, now, [&](const Found& found) -> std::optional<Refused> {
    if (!found.bundle) return Refused::NoBundle;
    tx.exec(kSetOwn, found.variant, std::nullopt, now);
    return {};
  });
}

Outcome set_compare_at(store::Tx& tx, const std::string& sku, std::optional<Money> price,
                       Instant now) {
  const auto found = tx.one_or_none(kFind, sku);
  if (!found) return Refused::NoSuchSku;
  tx.exec(kSetCompareAt, found->variant, price, now);
  return Done{};
}

Outcome set_web_price(store::Tx& tx, const std::string& sku, Money price, const Period& period,
                      const std::string& actor, Instant now) {
  return change(tx, sku, actor, now, [&](const Found& found) -> std::optional<Refused> {
    if (period.starts_at && period.ends_at && *period.ends_at <= *period.starts_at)
      return Refused::Backwards;
    tx.exec(kOverride, found.variant, word_of(Channel::Web), price, period.starts_at,
            period.ends_at, {}, {}, {}, {}, actor, now);
    return {};
  });
}

Outcome set_dropship(store::Tx& tx, const std::string& sku, const Dropship& dropship,
                     const std::string& actor, Instant now) {
  return change(tx, sku, actor, now, [&](const Found& found) -> std::optional<Refused> {
    if (found.bundle) return Refused::ABundle;
    if (dropship.lead_days_max < dropship.lead_days_min) return Refused::Backwards;
    tx.exec(kOverride, found.variant, word_of(Channel::Dropship), dropship.price, {}, {},
            dropship.stock, dropship.lead_days_min, dropship.lead_days_max, {}, actor, now);
    return {};
  });
}

Outcome set_ebay(store::Tx& tx, const std::string& sku, const Ebay& ebay, const std::string& actor,
                 Instant now) {
  return change(tx, sku, actor, now, [&](const Found& found) -> std::optional<Refused> {
    tx.exec(kOverride, found.variant, word_of(Channel::Ebay), ebay.price, {}, {}, {}, {}, {},
            ebay.buffer, actor, now);
    return {};
  });
}

Outcome clear_override(store::Tx& tx, const std::string& sku, Channel channel,
                       const std::string& actor, Instant now) {
  return change(tx, sku, actor, now, [&](const Found& found) -> std::optional<Refused> {
    tx.exec(kClear, found.variant, word_of(channel));
    return {};
  });
}

}  // namespace pricing
