#include "web/pace.h"

#include "base/network.h"
#include "base/text.h"

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

const store::Query<std::int64_t(std::string)> kCounted{"pace.counted", R"sql(
    SELECT hits::bigint FROM pace_counters WHERE key = $1)sql"};

}  // namespace

std::string counted_as(std::string_view address) {
  const auto client = base::IpAddress::parse(address);
  return client ? client->to_client_text() : "unknown";
}

SharedCounter::Window SharedCounter::window(std::string_view key, std::chrono::seconds lasts,
                                            base::Instant now) {
  const auto number = base::to_unix_seconds(now) / lasts.count();
  return {std::string{key} + ':' + std::to_string(number), lasts,
          base::from_unix_seconds((number + 1) * lasts.count())};
}

std::int64_t SharedCounter::count(const Window& window, base::Instant now) {
  // memcached lets go by whole seconds of its own clock: one more, or a window begins anew.
  if (const auto hits = cache_.increment(window.key, window.lasts + std::chrono::seconds{1}))
    return static_cast<std::int64_t>(*hits);
  const auto hits = db_.at_once(
      "pace", [&](store::Tx& tx) { return tx.one(kCount, window.key, window.ends_at); });
  if (hits == 1) db_.at_once("pace", [&](store::Tx& tx) { return tx.exec(kSweep, now); });
  return hits;
}

std::int64_t SharedCounter::counted(const Window& window) {
  // A miss may be a server that is not there: what was counted without it stands in the table.
  const auto text = cache_.get(window.key);
  const auto hits = base::parse_integer<std::int64_t>(base::trimmed(text.value_or("")));
  if (hits) return *hits;
  return db_.at_once("pace", [&](store::Tx& tx) { return tx.one_or_none(kCounted, window.key); })
      .value_or(0);
}

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
    case Pace::Payment:
      return &rates_.payment;
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

std::optional<std::chrono::seconds> SharedPacer::refusal(Pace pace, std::string_view address,
                                                         base::Instant now) {
  const auto* rate = rate_of(pace);
  if (rate == nullptr) return std::nullopt;
  const auto client = base::IpAddress::parse(address);
  if (client && base::any_contains(rates_.exempt, *client)) return std::nullopt;
  return refusal_of(std::string{to_text(pace)} + ':' + counted_as(address), *rate, now);
}

std::optional<std::chrono::seconds> SharedPacer::refusal_of(const std::string& name,
                                                            const base::Rate& rate,
                                                            base::Instant now) {
  const auto window = SharedCounter::window("pace:" + name, rate.per, now);
  if (counter_.count(window, now) <= rate.count) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(window.ends_at - now);
}

}  // namespace web
