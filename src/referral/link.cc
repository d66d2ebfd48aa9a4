#include "base/crypto.h"
#include "referral/referral.h"

namespace referral {
namespace {

using store::Query;

constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kLength = 10;

const Query<std::string(CustomerId, std::string, Instant)> kLink{"referral.link", R"sql(
    INSERT INTO referral_links (customer_id, code, made_at) VALUES ($1, $2, $3)
    ON CONFLICT (customer_id) DO NOTHING
    RETURNING code)sql"};
const Query<std::string(CustomerId)> kCode{"referral.code", R"sql(
    SELECT code FROM referral_links WHERE customer_id = $1)sql"};

const Query<std::int64_t(std::string, std::string, Instant)> kClick{"referral.click", R"sql(
    INSERT INTO referral_clicks (link_id, token_hash, at)
    SELECT id, $2, $3 FROM referral_links WHERE code = $1
    RETURNING id)sql"};
const Query<void(std::string, CustomerId)> kAttach{"referral.attach", R"sql(
    UPDATE referral_clicks SET customer_id = $2
     WHERE token_hash = $1 AND customer_id IS NULL)sql"};

const Query<void(CustomerId, std::string, std::string, Instant)> kNote{"referral.note", R"sql(
    INSERT INTO referral_signals (customer_id, kind, value_hash, seen_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (customer_id, kind, value_hash) DO NOTHING)sql"};

std::string to_word(SignalKind kind) {
  switch (kind) {
    case SignalKind::Mail:
      return "mail";
    case SignalKind::Address:
      return "address";
    case SignalKind::Card:
      return "card";
    case SignalKind::Device:
      return "device";
  }
  return "";
}

std::string draw_code() {
  std::string code;
  for (const char byte : base::random_bytes(kLength))
    code += kLetters[static_cast<unsigned char>(byte) % kLetters.size()];
  return code;
}

}  // namespace

std::optional<Terms> terms(const base::Config& config) {
  const auto& set = config.referral;
  if (set.referrer_cents == 0 && set.referred_cents == 0) return std::nullopt;
  return Terms{set.window_days, set.return_days, Money::cents(set.referrer_cents),
               Money::cents(set.referred_cents)};
}

std::string link_code(store::Tx& tx, CustomerId customer, Instant now) {
  if (auto code = find_link_code(tx, customer)) return *std::move(code);
  if (auto code = tx.one_or_none(kLink, customer, draw_code(), now)) return *std::move(code);
  return tx.one(kCode, customer);
}

std::optional<std::string> find_link_code(store::Tx& tx, CustomerId customer) {
  return tx.one_or_none(kCode, customer);
}

std::string visitor_hash(std::string_view token) {
  return base::sha256_hex(token);
}

std::optional<std::string> click(store::Tx& tx, std::string_view code,
                                 const std::optional<std::string>& token, Instant now) {
  auto kept = token.value_or(base::random_token());
  if (!tx.one_or_none(kClick, std::string{code}, visitor_hash(kept), now)) return std::nullopt;
  return kept;
}

void attach(store::Tx& tx, const std::string& token, CustomerId customer) {
  tx.exec(kAttach, visitor_hash(token), customer);
}

void note(store::Tx& tx, CustomerId customer, const std::vector<Signal>& signals, Instant now) {
  for (const auto& signal : signals)
    tx.exec(kNote, customer, to_word(signal.kind), base::sha256_hex(signal.value), now);
}

}  // namespace referral
