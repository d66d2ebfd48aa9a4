#include "web/route.h"

#include "base/args.h"

namespace web {

std::string_view to_text(Pool pool) {
  switch (pool) {
    case Pool::Shop:
      return "shop";
    case Pool::Outbound:
      return "outbound";
    case Pool::Hooks:
      return "hooks";
    case Pool::Admin:
      return "admin";
  }
  return {};
}

std::string_view to_text(Who who) {
  switch (who) {
    case Who::Anyone:
      return "anyone";
    case Who::Shopper:
      return "shopper";
    case Who::Staff:
      return "staff";
    case Who::Signed:
      return "signed";
    case Who::Key:
      return "key";
  }
  return {};
}

std::string_view to_text(Guard guard) {
  switch (guard) {
    case Guard::None:
      return "none";
    case Guard::Csrf:
      return "csrf";
    case Guard::Signature:
      return "signature";
    case Guard::Loopback:
      return "loopback";
    case Guard::Bearer:
      return "bearer";
  }
  return {};
}

std::string_view to_text(Pace pace) {
  switch (pace) {
    case Pace::None:
      return "none";
    case Pace::Read:
      return "read";
    case Pace::Search:
      return "search";
    case Pace::Write:
      return "write";
    case Pace::Checkout:
      return "checkout";
    case Pace::Payment:
      return "payment";
    case Pace::Lookup:
      return "lookup";
    case Pace::GiftCard:
      return "gift_card";
    case Pace::SignIn:
      return "sign_in";
    case Pace::MailLink:
      return "mail_link";
    case Pace::Hook:
      return "hook";
  }
  return {};
}

Pool pool_named(std::string_view name) {
  for (const auto pool : {Pool::Shop, Pool::Outbound, Pool::Hooks, Pool::Admin})
    if (to_text(pool) == name) return pool;
  throw base::UsageError{"no pool is called " + std::string{name}};
}

}  // namespace web
