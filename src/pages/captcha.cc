#include "pages/captcha.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "base/email.h"
#include "base/network.h"
#include "base/text.h"
#include "pages/policy.h"
#include "web/pace.h"

namespace pages {
namespace {

using captcha::Action;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kTokenField = "cf-turnstile-response";
// Longer than a token lives at the verifier.
constexpr minutes kRemembered{10};
constexpr minutes kQuestionLives{15};
constexpr int kRetrySeconds = 60;

bool is_exempt(const Ctx& ctx) {
  const auto client = base::IpAddress::parse(ctx.req.address);
  return client && base::any_contains(ctx.config.pace.exempt, *client);
}

const base::Rate& rate_of(const Ctx& ctx, Action action) {
  const auto& pace = ctx.config.pace;
  switch (action) {
    case Action::Login:
    case Action::StaffLogin:
      return pace.sign_in;
    case Action::Register:
    case Action::Forgot:
    case Action::Notify:
    case Action::Newsletter:
      return pace.mail_link;
    case Action::Contact:
    case Action::Lookup:
    case Action::Review:
      return pace.lookup;
    case Action::Checkout:
      return pace.checkout;
  }
  throw base::BugError{"a form without a limit"};
}

// scheme://host of an address.
std::string origin_of(const std::string& url) {
  const auto host = url.find("//");
  return url.substr(0, host == std::string::npos ? 0 : url.find('/', host + 2));
}

// The question for who has no script: a sum in words. Its stamp says which, when and for which
// form, under a key that only we have, so that nothing is kept until it is answered.
std::string question_key(const Ctx& ctx) {
  return base::hmac_sha256(ctx.config.turnstile.secret.reveal(), "question");
}

struct Sum {
  std::size_t left;
  std::size_t right;
};

Sum sum_of(const std::string& key, std::string_view random) {
  const auto bytes = base::hmac_sha256(key, "sum " + std::string{random});
  return {2 + static_cast<unsigned char>(bytes[0]) % 8U,
          2 + static_cast<unsigned char>(bytes[1]) % 8U};
}

std::string question_of(const Sum& sum) {
  constexpr std::array<const char*, 10> kWords{"zero", "one", "two",   "three", "four",
                                               "five", "six", "seven", "eight", "nine"};
  return std::string{"What is "} + kWords.at(sum.left) + " plus " + kWords.at(sum.right) +
         "? Please write the number.";
}

std::string stamped(const std::string& key, Action action, std::string_view what) {
  return base::hmac_sha256_hex(key,
                               std::string{captcha::to_word(action)} + ' ' + std::string{what});
}

std::string new_stamp(const std::string& key, Action action, base::Instant now) {
  const auto what =
      std::to_string(base::to_unix_seconds(now)) + '.' + base::hex(base::random_bytes(16));
  return what + '.' + stamped(key, action, what);
}

// What tells a question from all others, of a stamp that we made for this form lately.
std::optional<std::string> question_behind(const std::string& key, Action action,
                                           std::string_view stamp, base::Instant now) {
  const auto last = stamp.rfind('.');
  const auto first = stamp.find('.');
  if (stamp.size() > 200 || last == std::string_view::npos || first == last) return std::nullopt;
  const auto what = stamp.substr(0, last);
  if (!base::equal_in_constant_time(stamped(key, action, what), stamp.substr(last + 1)))
    return std::nullopt;
  const auto at = base::parse_integer<std::int64_t>(stamp.substr(0, first));
  if (!at || now - base::from_unix_seconds(*at) > kQuestionLives) return std::nullopt;
  return std::string{what.substr(first + 1)};
}

}  // namespace

Captcha::Captcha(Ctx& ctx, Action action, Demand demand)
    : ctx_{ctx}, action_{action}, demand_{demand} {}

bool Captcha::is_asked() const {
  return demand_ == Demand::Always && !ctx_.captcha.is_off();
}

bool Captcha::passes_by(std::string proof) {
  proof_ = std::move(proof);
  return true;
}

bool Captcha::refuse(web::Form& form, std::string_view sentence, int status) {
  form.refuse("", sentence);
  status_ = status;
  return false;
}

bool Captcha::closed(web::Form& form) {
  return refuse(form,
                "We cannot see just now whether a person sends this. Please try again in a minute.",
                503);
}

bool Captcha::is_within(const char* what, int most_per_hour) {
  web::SharedCounter counter{ctx_.cache, ctx_.db};
  const auto hour = web::SharedCounter::window("captcha:" + std::string{what}, hours{1}, ctx_.now);
  return most_per_hour > 0 && counter.count(hour, ctx_.now) <= most_per_hour;
}

bool Captcha::is_within_quarter(const char* what) {
  if (is_exempt(ctx_)) return true;
  const auto& rate = rate_of(ctx_, action_);
  web::SharedCounter counter{ctx_.cache, ctx_.db};
  const auto key = "captcha:" + std::string{what} + ':' + std::string{captcha::to_word(action_)} +
                   ':' + web::counted_as(ctx_.req.address);
  return counter.count(web::SharedCounter::window(key, rate.per, ctx_.now), ctx_.now) <=
         std::max(1, rate.count / 4);
}

bool Captcha::goes_on_without(web::Form& form) {
  const auto& settings = ctx_.config.turnstile;
  const bool may = action_ == Action::Login && settings.when_down == base::Down::Degraded;
  if (!may || !is_within_quarter("skipped") || !is_within("skipped", settings.degraded_per_hour))
    return closed(form);
  ctx_.log.write(base::LogLine{"captcha_skipped"}.add("id", ctx_.req.id).add("action", "login"));
  return passes_by("skipped");
}

bool Captcha::answers(web::Form& form) {
  asks_plainly_ = true;
  const auto& fields = ctx_.req.body_fields();
  const auto answer = base::trimmed(fields.value("captcha_answer"));
  if (answer.empty())
    return refuse(form, "Please show us that a person sends this: by the check, or by an answer.");
  if (!is_within_quarter("question"))
    return refuse(form, "There were many answers from your network. Please try again later.", 429);
  const auto key = question_key(ctx_);
  const auto question = question_behind(key, action_, fields.value("captcha_stamp"), ctx_.now);
  const auto sum = question ? sum_of(key, *question) : Sum{0, 0};
  if (!question || base::parse_integer<std::size_t>(answer) != sum.left + sum.right)
    return refuse(form, "That was not the answer. Here is another question.");
  web::SharedCounter counter{ctx_.cache, ctx_.db};
  const auto once =
      web::SharedCounter::window("captcha:answered:" + *question, hours{24}, ctx_.now);
  if (counter.count(once, ctx_.now) != 1)
    return refuse(form, "This question was answered before. Here is another one.");
  if (!is_within("answered", ctx_.config.turnstile.question_per_hour))
    return refuse(form, "Too many answers came just now. Please try again in an hour.", 429);
  return passes_by("answered");
}

bool Captcha::passes(web::Form& form) {
  if (!is_asked()) return true;
  const auto token = ctx_.req.body_fields().value(kTokenField);
  if (token.empty()) return answers(form);
  // One token is good for one form; of two workers that get it at once one asks.
  if (!ctx_.captcha.is_for_tests() &&
      ctx_.cache.increment("captcha:token:" + base::sha256_hex(token), kRemembered).value_or(1) > 1)
    return refuse(form, "This check was used before. Please do it once more.");
  switch (ctx_.captcha.verify({token, action_, ctx_.req.address}, ctx_.now)) {
    case captcha::Verdict::Passed:
      return passes_by("passed");
    case captcha::Verdict::Refused:
      return refuse(form, "The check did not go well or is too old. Please do it once more.");
    case captcha::Verdict::Busy:
      return closed(form);
    case captcha::Verdict::Down:
      return goes_on_without(form);
  }
  throw base::BugError{"a verdict without an answer"};
}

std::optional<views::CaptchaBox> Captcha::box() const {
  if (!is_asked()) return std::nullopt;
  const auto& settings = ctx_.config.turnstile;
  views::CaptchaBox box{settings.sitekey, std::string{captcha::to_word(action_)},
                        settings.script_url};
  box.asks_plainly = asks_plainly_;
  if (settings.question_per_hour == 0) return box;
  const auto key = question_key(ctx_);
  box.stamp = new_stamp(key, action_, ctx_.now);
  const auto question = question_behind(key, action_, box.stamp, ctx_.now);
  box.question = question_of(sum_of(key, question.value()));
  return box;
}

web::Response Captcha::dressed(web::Response page) const {
  if (!is_asked()) return page;
  const auto own = std::string{page.header("Content-Security-Policy")};
  const auto origin = origin_of(ctx_.config.turnstile.script_url);
  const auto with_script = policy_with(own.empty() ? kPolicy : own, "script-src", origin);
  page.header("Content-Security-Policy", policy_with(with_script, "frame-src", origin));
  if (status_ != 0) page.status = status_;
  if (status_ == 503 || status_ == 429) page.header("Retry-After", std::to_string(kRetrySeconds));
  return page;
}

namespace {

constexpr minutes kFailuresCount{10};
constexpr int kFreeFailures = 3;
constexpr int kFreeFailuresInAll = 100;

struct Failures {
  web::SharedCounter::Window address;
  web::SharedCounter::Window mailbox;
  web::SharedCounter::Window all;
};

Failures failures_of(const Ctx& ctx, identity::Audience audience, std::string_view email) {
  const auto begin = "wrong:" + std::string{identity::to_word(audience)} + ':';
  return {
      web::SharedCounter::window(begin + web::counted_as(ctx.req.address), kFailuresCount, ctx.now),
      web::SharedCounter::window(begin + base::sha256_hex(base::mail_key(email)), kFailuresCount,
                                 ctx.now),
      web::SharedCounter::window(begin + "all", minutes{1}, ctx.now)};
}

}  // namespace

Captcha::Demand demand_of_sign_in(Ctx& ctx, identity::Audience audience, std::string_view email) {
  if (ctx.captcha.is_off()) return Captcha::Demand::Never;
  const auto failures = failures_of(ctx, audience, email);
  web::SharedCounter counter{ctx.cache, ctx.db};
  const bool many = (!is_exempt(ctx) && counter.counted(failures.address) >= kFreeFailures) ||
                    (!email.empty() && counter.counted(failures.mailbox) >= kFreeFailures) ||
                    (audience == identity::Audience::Shopper &&
                     counter.counted(failures.all) >= kFreeFailuresInAll);
  return many ? Captcha::Demand::Always : Captcha::Demand::Never;
}

void count_wrong_password(Ctx& ctx, identity::Audience audience, std::string_view email) {
  if (ctx.captcha.is_off()) return;
  const auto failures = failures_of(ctx, audience, email);
  web::SharedCounter counter{ctx.cache, ctx.db};
  for (const auto* window : {&failures.address, &failures.mailbox, &failures.all})
    counter.count(*window, ctx.now);
}

}  // namespace pages
