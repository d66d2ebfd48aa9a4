#include "base/crypto.h"
#include "base/email.h"
#include "order/read.h"
#include "pages/account/forms.h"
#include "pages/captcha.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "web/form.h"
#include "web/pace.h"

namespace pages::orders {
namespace {

constexpr std::int64_t kWrongInAnHour = 10;

constexpr views::TextField kNumber{
    "number", "Order number", "text", "off", "It stands in our mails about the order.", 20, true};
constexpr views::TextField kEmail{
    "email", "E-mail", "email", "email", "The one that you gave with the order.", 254, true};

views::FormPage page_of() {
  views::FormPage page;
  page.title = "Find your order";
  page.lead = "With an account you see all your orders there.";
  page.action = "/orders/lookup";
  page.button = "Show it";
  page.fields = {kNumber, kEmail};
  page.links = {{"/account", "Your account"}, {"/contact", "Ask us"}};
  return page;
}

// A form of this page needs an Origin, which what nginx says of /orders/ would make "null".
web::Response shown(Ctx& ctx, const views::FormPage& page, const Captcha& captcha) {
  auto response = page_with(ctx, page, captcha);
  keep_to_ourselves(response);
  return response;
}

// Guesses at the numbers of one mailbox, and at the mailbox of one number, are counted apart from
// the addresses they come from.
class Guesses {
 public:
  Guesses(Ctx& ctx, const std::string& number, const std::string& email)
      : counter_{ctx.cache, ctx.db},
        now_{ctx.now},
        mailbox_{window("mail ", base::mail_key(email))},
        number_{window("number ", number)} {}
  bool are_too_many() {
    return counter_.counted(mailbox_) >= kWrongInAnHour ||
           counter_.counted(number_) >= kWrongInAnHour;
  }
  void count() {
    counter_.count(mailbox_, now_);
    counter_.count(number_, now_);
  }

 private:
  web::SharedCounter::Window window(const char* what, const std::string& of) const {
    return web::SharedCounter::window("lookup:" + base::sha256_hex(what + of),
                                      std::chrono::hours{1}, now_);
  }
  web::SharedCounter counter_;
  base::Instant now_;
  web::SharedCounter::Window mailbox_;
  web::SharedCounter::Window number_;
};

// Numbers are looked up as they are written in mails, with or without a mark before them.
std::string bare_number(std::string number) {
  if (number.starts_with('#')) number.erase(0, 1);
  return number;
}

std::optional<order::Summary> find(Ctx& ctx, const std::string& number, const std::string& email) {
  const auto found = ctx.db.snapshot(
      "order_lookup", [&](store::Tx& tx) { return order::find_by_number(tx, number); });
  const auto typed = base::sha256(base::mail_key(email));
  const auto known = base::sha256(found ? base::mail_key(found->email) : std::string{});
  const bool same = base::equal_in_constant_time(typed, known);
  return same && found->placed_at && found->token ? found : std::nullopt;
}

}  // namespace

web::Response lookup_form(Ctx& ctx) {
  return shown(ctx, page_of(), Captcha{ctx, captcha::Action::Lookup});
}

web::Response lookup(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto number = bare_number(form.text("number", {1, 20}));
  const auto email = form.email("email");
  Captcha captcha{ctx, captcha::Action::Lookup};
  if (form.ok() && captcha.passes(form)) {
    Guesses guesses{ctx, number, email};
    const bool late = guesses.are_too_many();
    const auto found = find(ctx, number, email);
    if (found && !late) return web::Response::see_other(path_of(*found));
    guesses.count();
    form.refuse("",
                "There is no order of this number with this mail address. Its page is also behind "
                "the link in our mails about it.");
  }
  auto page = page_of();
  page.typed = form.kept();
  page.errors = form.errors();
  return shown(ctx, page, captcha);
}

}  // namespace pages::orders
