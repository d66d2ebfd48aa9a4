#include "base/config_kinds.h"

namespace base {
namespace {

template <auto pool>
void add_pool(std::vector<ConfigKey>& keys, const char* workers, const char* timeout) {
  keys.push_back(number(workers, at<&Config::pool, pool, &PoolConfig::workers>, 1, 512,
                        "worker processes of the pool"));
  keys.push_back(number(timeout, at<&Config::pool, pool, &PoolConfig::timeout_seconds>, 1, 300,
                        "seconds after which a stuck worker is ended and replaced"));
}

std::vector<ConfigKey> place_keys() {
  return {
      origin("site.url", at<&Config::site, &Config::Site::url>,
             "our own origin; forms from any other are refused"),
      text("site.name", at<&Config::site, &Config::Site::name>,
           "the name of the shop in titles and mails"),
      text("site.root", at<&Config::site, &Config::Site::root>,
           "folder of the generated site; `current` in it is what nginx serves"),
      text("run.dir", at<&Config::run, &Config::Run::dir>, "folder of the pools' sockets"),
      text("templates.dir", at<&Config::templates, &Config::Templates::dir>,
           "folder of the page templates"),
      text("media.dir", at<&Config::media, &Config::Media::dir>, "folder of product photos"),
      text("log.file", at<&Config::log, &Config::Log::file>,
           "where lines are appended; empty: standard error"),
      networks("proxy.trusted", at<&Config::proxy, &Config::Proxy::trusted>,
               "proxies and CDNs whose X-Forwarded-For counts"),
  };
}

std::vector<ConfigKey> store_keys() {
  return {
      text("pg.dsn", at<&Config::pg, &Config::Pg::dsn>,
           "PostgreSQL connection string without a user; each program adds its role"),
      text("pg.direct_dsn", at<&Config::pg, &Config::Pg::direct_dsn>,
           "the same server without PgBouncer between, for jobs and the watcher; empty: pg.dsn"),
      choice<Prepare>("pg.prepare", "on, off", at<&Config::pg, &Config::Pg::prepare>,
                      {{"on", Prepare::On}, {"off", Prepare::Off}},
                      "off behind PgBouncer in transaction mode"),
      list("memcached.servers", at<&Config::memcached, &Config::Memcached::servers>,
           "host:port or the path of a socket; empty: no cache"),
  };
}

std::vector<ConfigKey> outside_keys() {
  return {
      url("stripe.api_base", at<&Config::stripe, &Config::Stripe::api_base>,
          "Stripe's API, with /v1"),
      secret("stripe.secret_key", at<&Config::stripe, &Config::Stripe::secret_key>,
             "Stripe's secret key; empty: nothing can be paid"),
      secrets("stripe.webhook_secrets", at<&Config::stripe, &Config::Stripe::webhook_secrets>,
              "signing secrets of the webhook endpoint; two while one is being replaced"),
      origin("stripe.checkout_origin", at<&Config::stripe, &Config::Stripe::checkout_origin>,
             "where Stripe's payment page lives, for the content security policy"),
      number("stripe.call_days", at<&Config::stripe, &Config::Stripe::call_days>, 1, 3650,
             "days for which calls to Stripe and declined cards are kept on record"),
      // Stripe lists the events of thirty days: one that it still lists must not seem new.
      number("stripe.event_days", at<&Config::stripe, &Config::Stripe::event_days>, 35, 3650,
             "days for which Stripe's events are kept"),
      url("cdn.purge_url", at<&Config::cdn, &Config::Cdn::purge_url>,
          "where the CDN is told which addresses to forget; empty: there is none"),
      secret("cdn.purge_token", at<&Config::cdn, &Config::Cdn::purge_token>,
             "the bearer token of such calls; empty: none is sent"),
      text("indexnow.key", at<&Config::indexnow, &Config::IndexNow::key>,
           "key under which search engines are told of changed pages; empty: they are not told"),
      url("indexnow.url", at<&Config::indexnow, &Config::IndexNow::url>,
          "where they are told (IndexNow)"),
      text("smtp.host", at<&Config::smtp, &Config::Smtp::host>,
           "the mail server; empty: mails wait in the outbox"),
      number("smtp.port", at<&Config::smtp, &Config::Smtp::port>, 1, 65535, "its port"),
      text("smtp.user", at<&Config::smtp, &Config::Smtp::user>,
           "the account at the mail server; empty: no sign-in"),
      secret("smtp.password", at<&Config::smtp, &Config::Smtp::password>, "its password"),
      choice<SmtpTls>("smtp.tls", "none, starttls, implicit", at<&Config::smtp, &Config::Smtp::tls>,
                      {{"none", SmtpTls::None},
                       {"starttls", SmtpTls::StartTls},
                       {"implicit", SmtpTls::Implicit}},
                      "how the connection is encrypted; none for loopback only"),
      text("smtp.from", at<&Config::smtp, &Config::Smtp::from>, "the sender of the shop's mails"),
      text("mail.postal_address", at<&Config::mail, &Config::Mail::postal_address>,
           "the postal address at the foot of mails"),
      secrets(
          "identity.seal_keys", at<&Config::identity, &Config::Identity::seal_keys>,
          "keys (64 hex digits) that the seeds of staff's codes are sealed under: the first seals, "
          "all open; empty: no staff signs in"),
      list("staff.mail", at<&Config::staff, &Config::Staff::mail>,
           "who hears of orders that need attention"),
  };
}

std::vector<ConfigKey> turnstile_keys() {
  return {
      url("turnstile.verify_url", at<&Config::turnstile, &Config::Turnstile::verify_url>,
          "who says whether a person sends a form"),
      url("turnstile.script_url", at<&Config::turnstile, &Config::Turnstile::script_url>,
          "the script of the widget in the forms"),
      text("turnstile.sitekey", at<&Config::turnstile, &Config::Turnstile::sitekey>,
           "the public key of the widget"),
      secret("turnstile.secret", at<&Config::turnstile, &Config::Turnstile::secret>,
             "the key of the verifier; empty: no form asks, which an https site.url refuses"),
      list("turnstile.hostnames", at<&Config::turnstile, &Config::Turnstile::hostnames>,
           "the names of hosts that the widget stands on; empty: that of site.url"),
      choice<Down>("turnstile.when_down", "degraded, closed",
                   at<&Config::turnstile, &Config::Turnstile::when_down>,
                   {{"degraded", Down::Degraded}, {"closed", Down::Closed}},
                   "what signing in does while the verifier is down; all other forms are closed"),
      number("turnstile.degraded_per_hour",
             at<&Config::turnstile, &Config::Turnstile::degraded_per_hour>, 0, 100000,
             "sign-ins in all that go on while the verifier is down"),
      number("turnstile.question_per_hour",
             at<&Config::turnstile, &Config::Turnstile::question_per_hour>, 0, 100000,
             "forms in all that a question answers where no script runs"),
  };
}

std::vector<ConfigKey> google_keys() {
  return {
      url("google.issuer", at<&Config::google, &Config::Google::issuer>,
          "who vouches for who signs in by Google; all else is read from there"),
      text("google.client_id", at<&Config::google, &Config::Google::client_id>,
           "the shop's id there; empty: nobody signs in by Google"),
      secret("google.client_secret", at<&Config::google, &Config::Google::client_secret>,
             "its secret"),
  };
}

std::vector<ConfigKey> shop_keys() {
  return {
      text("ship.from_name", at<&Config::ship, &Config::Ship::from_name>, "who sends parcels"),
      text("ship.from_line1", at<&Config::ship, &Config::Ship::from_line1>, "street and number"),
      text("ship.from_line2", at<&Config::ship, &Config::Ship::from_line2>, "suite or dock"),
      text("ship.from_city", at<&Config::ship, &Config::Ship::from_city>, "city"),
      text("ship.from_state", at<&Config::ship, &Config::Ship::from_state>, "state, two letters"),
      text("ship.from_postal_code", at<&Config::ship, &Config::Ship::from_postal_code>,
           "ZIP code; shipping zones and tax count from here"),
      text("ship.from_country", at<&Config::ship, &Config::Ship::from_country>,
           "country, two letters"),
      number("hold.minutes", at<&Config::hold, &Config::Hold::minutes>, 1, 1440,
             "minutes for which units in a cart are set aside"),
      number("hold.max_minutes", at<&Config::hold, &Config::Hold::max_minutes>, 1, 1440,
             "minutes from the first taking after which a hold is extended no more"),
      number("hold.units_per_line", at<&Config::hold, &Config::Hold::units_per_line>, 1, 9999,
             "units that one line of a cart may hold"),
      number("hold.open_per_address", at<&Config::hold, &Config::Hold::open_per_address>, 1, 100000,
             "open holds that one network address may have"),
  };
}

std::vector<ConfigKey> referral_keys() {
  return {
      number("referral.referrer_cents", at<&Config::referral, &Config::Referral::referrer_cents>, 0,
             100000, "store credit for who brought a customer; 0 with the next: no referrals"),
      number("referral.referred_cents", at<&Config::referral, &Config::Referral::referred_cents>, 0,
             100000, "store credit for who was brought"),
      number("referral.window_days", at<&Config::referral, &Config::Referral::window_days>, 1, 365,
             "days from the last click on a link to the order"),
      number("referral.return_days", at<&Config::referral, &Config::Referral::return_days>, 0, 365,
             "days from the order to the credit: no return is possible after them"),
  };
}

std::vector<ConfigKey> carding_keys() {
  return {
      number("carding.window_hours", at<&Config::carding, &Config::Carding::window_hours>, 1, 720,
             "hours for which a declined card counts"),
      number("carding.cart_declines", at<&Config::carding, &Config::Carding::cart_declines>, 1,
             1000, "declined cards of one cart after which no further payment page is opened"),
      number("carding.address_declines", at<&Config::carding, &Config::Carding::address_declines>,
             1, 1000, "the same of one network address"),
      number("carding.card_declines", at<&Config::carding, &Config::Carding::card_declines>, 1,
             1000, "declines of one card, wherever, after which its cart and address have none"),
      number("carding.page_declines", at<&Config::carding, &Config::Carding::page_declines>, 1,
             1000, "declined cards after which a payment page is ended"),
      number("carding.cart_pages", at<&Config::carding, &Config::Carding::cart_pages>, 1, 1000,
             "payment pages that one cart may have"),
      number("carding.shop_declines", at<&Config::carding, &Config::Carding::shop_declines>, 1,
             100000,
             "cards of the whole shop declined within ten minutes before it counts as attacked"),
      number("carding.shop_percent", at<&Config::carding, &Config::Carding::shop_percent>, 1, 100,
             "the same: how many of a hundred cards must have been declined"),
  };
}

std::vector<ConfigKey> pace_keys() {
  return {
      rate("pace.read", at<&Config::pace, &Config::Pace::read>, "page views of an address"),
      rate("pace.search", at<&Config::pace, &Config::Pace::search>, "searches of an address"),
      rate("pace.write", at<&Config::pace, &Config::Pace::write>, "cart changes of an address"),
      rate("pace.checkout", at<&Config::pace, &Config::Pace::checkout>,
           "checkout steps of an address"),
      rate("pace.payment", at<&Config::pace, &Config::Pace::payment>,
           "payment pages that an address asks for"),
      rate("pace.lookup", at<&Config::pace, &Config::Pace::lookup>,
           "guesses at an order number of an address"),
      rate("pace.gift_card", at<&Config::pace, &Config::Pace::gift_card>,
           "codes of gift cards of an address"),
      rate("pace.sign_in", at<&Config::pace, &Config::Pace::sign_in>,
           "passwords that an address tries"),
      rate("pace.mail_link", at<&Config::pace, &Config::Pace::mail_link>,
           "links to an account that an address asks for"),
      rate("pace.hook", at<&Config::pace, &Config::Pace::hook>, "webhook calls of an address"),
      networks("pace.exempt", at<&Config::pace, &Config::Pace::exempt>,
               "networks that no limit by address applies to"),
  };
}

std::vector<ConfigKey> every_key() {
  std::vector<ConfigKey> keys;
  for (const auto& group :
       {place_keys(), store_keys(), outside_keys(), turnstile_keys(), google_keys(), shop_keys(),
        referral_keys(), carding_keys(), pace_keys()})
    keys.insert(keys.end(), group.begin(), group.end());
  add_pool<&Config::Pools::shop>(keys, "pool.shop.workers", "pool.shop.timeout_seconds");
  add_pool<&Config::Pools::outbound>(keys, "pool.outbound.workers",
                                     "pool.outbound.timeout_seconds");
  add_pool<&Config::Pools::hooks>(keys, "pool.hooks.workers", "pool.hooks.timeout_seconds");
  add_pool<&Config::Pools::admin>(keys, "pool.admin.workers", "pool.admin.timeout_seconds");
  return keys;
}

}  // namespace

const std::vector<ConfigKey>& config_key_table() {
  static const auto table = every_key();
  return table;
}

}  // namespace base
