#include "web/pace.h"

#include "base/network.h"

namespace web {
namespace {

const store::Query<std::int64_t(std::string, base::Instant)> kCount{"pace.count", R"sql(
    INSERT INTO pace_counters AS c (key, hits, ends_at) VALUES ($1, 1, $2)
    ON CONFLICT (key) DO UPDATE SET hits = c.hits + 1
    RETURNING hits::bigint)sql"};

// A few at a time: whoever opens a window sweeps more than one that is over.
const store::Query<void(base::Instant)> kSweep{"pace.sweep", R"sql(
    DELETE FROM pace_counters WHERE key IN (
      SELECT key FROM pace_counters WHERE ends_at < $1 LIMIT 20 FOR UPDATE SKIP LOCKED))sql"};

}  // namespace

const base::Rate* SharedPacer::rate_of(Pace pace) const {
  switch (pace) {
    case Pace::None:
      return nullptr;
    case Pace::Read:
      return &rates_.read;
    case Pace::Search:
      return &rates_.search;
    case Pace::Write:
      return &rates_.write;
    case Pace::Checkout:
      return &rates_.checkout;
    case Pace::Lookup:
      return &rates_.lookup;
    case Pace::GiftCard:
      return &rates_.gift_card;
    case Pace::SignIn:
      return &rates_.sign_in;
    case Pace::MailLink:
      return &rates_.mail_link;
    case Pace::Hook:
      return &rates_.hook;
  }
  return nullptr;
}

std::int64_t SharedPacer::count(const std::string& key, std::chrono::seconds window,
                                base::Instant now, base::Instant ends_at) {
  if (const auto hits = cache_.increment(key, window)) return static_cast<std::int64_t>(*hits);
  const auto hits =
      db_.at_once("pace", [&](store::Tx& tx) { return tx.one(kCount, key, ends_at); });
  if (hits == 1) db_.at_once("pace", [&](store::Tx& tx) { return tx.exec(kSweep, now); });
  return hits;
}

std::optional<std::chrono::seconds> SharedPacer::refusal(Pace pace, std::string_view address,
                                                         base::Instant now) {
  const auto* rate = rate_of(pace);
  if (rate == nullptr) return std::nullopt;
  const auto client = base::IpAddress::parse(address);
  if (client && base::any_contains(rates_.exempt, *client)) return std::nullopt;
  return refusal_of(
      std::string{to_text(pace)} + ':' + (client ? client->to_client_text() : "unknown"), *rate,
      now);
}

std::optional<std::chrono::seconds> SharedPacer::refusal_of(const std::string& name,
                                                            const base::Rate& rate,
                                                            base::Instant now) {
  const auto seconds = base::to_unix_seconds(now);
  const auto window = seconds / rate.per.count();
  const auto key = "pace:" + name + ':' + std::to_string(window);
  const auto ends = (window + 1) * rate.per.count();
  if (count(key, rate.per, now, base::from_unix_seconds(ends)) <= rate.count) return std::nullopt;
  return std::chrono::seconds{ends - seconds};
}

}  // namespace web
