#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/network.h"
#include "base/secret.h"

namespace base {

class Args;

// Something in the file, the environment or the command line is wrong; the text names where.
class ConfigError : public Error {
 public:
  using Error::Error;
};

// So many in so long: "60/1m" in the file (units s, m, h).
struct Rate {
  int count = 0;
  std::chrono::seconds per{60};
};

enum class Prepare { On, Off };
enum class SmtpTls { None, StartTls, Implicit };
// What signing in does while nobody says whether a person does it.
enum class Down { Degraded, Closed };

struct PoolConfig {
  int workers = 4;
  int timeout_seconds = 10;
};

// Every setting of an instance, typed and checked. One Config is read in main and passed down;
// a default-made one is what tests start from. config_keys() says what each key means.
struct Config {
  struct Site {
    std::string url = "http://127.0.0.1:8080";  // our own origin, without a path
    std::string name = "GigDataServ";
    std::string root;  // the folder that holds `current`, the published generation
  } site;
  struct Pg {
    std::string dsn;         // names no user: see dsn_as()
    std::string direct_dsn;  // the same server without a pooler between; empty: dsn
    Prepare prepare = Prepare::On;
  } pg;
  struct Memcached {
    std::vector<std::string> servers;
  } memcached;
  struct Stripe {
    std::string api_base = "https://api.stripe.com/v1";
    Secret secret_key;
    std::vector<Secret> webhook_secrets;
    std::string checkout_origin = "https://checkout.stripe.com";
    int call_days = 90;
    int event_days = 730;
  } stripe;
  struct Cdn {
    std::string purge_url;  // empty: there is none
    Secret purge_token;
  } cdn;
  struct IndexNow {
    std::string key;  // empty: search engines are not told
    std::string url = "https://api.indexnow.org/indexnow";
  } indexnow;
  struct Turnstile {
    std::string verify_url = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
    std::string script_url = "https://challenges.cloudflare.com/turnstile/v0/api.js";
    std::string sitekey;
    Secret secret;  // empty: no form asks for it
    std::vector<std::string> hostnames;
    Down when_down = Down::Degraded;
    int degraded_per_hour = 200;
    int question_per_hour = 60;
  } turnstile;
  struct Google {
    std::string issuer = "https://accounts.google.com";
    std::string client_id;  // empty: nobody signs in by Google
    Secret client_secret;
  } google;
  struct Carding {
    int window_hours = 24;
    int cart_declines = 3;
    int address_declines = 8;
    int card_declines = 5;
    int page_declines = 10;
    int cart_pages = 20;
    int shop_declines = 20;
    int shop_percent = 60;
  } carding;
  struct Smtp {
    std::string host;
    int port = 587;
    std::string user;
    Secret password;
    SmtpTls tls = SmtpTls::StartTls;
    std::string from;
  } smtp;
  struct Mail {
    std::string postal_address;
  } mail;
  struct Staff {
    std::vector<std::string> mail;
  } staff;
  struct Identity {
    std::vector<Secret> seal_keys;  // 64 hex digits each; none: staff cannot sign in
  } identity;
  struct Ship {
    std::string from_name, from_line1, from_line2, from_city, from_state, from_postal_code;
    std::string from_country = "US";
  } ship;
  struct Hold {
    int minutes = 15;
    int max_minutes = 60;
    int units_per_line = 50;
    int open_per_address = 200;
  } hold;
  struct Referral {
    int referrer_cents = 0;  // store credit for who brought somebody; both 0: nobody brings anybody
    int referred_cents = 0;
    int window_days = 30;
    int return_days = 35;
  } referral;
  struct Pace {
    Rate read{600, std::chrono::seconds{60}};
    Rate search{120, std::chrono::seconds{60}};
    Rate write{120, std::chrono::seconds{60}};
    Rate checkout{60, std::chrono::seconds{60}};
    Rate payment{30, std::chrono::seconds{600}};
    Rate lookup{10, std::chrono::seconds{60}};
    Rate gift_card{5, std::chrono::seconds{60}};
    Rate sign_in{30, std::chrono::seconds{600}};
    Rate mail_link{5, std::chrono::seconds{3600}};
    Rate hook{6000, std::chrono::seconds{60}};
    std::vector<Network> exempt;
  } pace;
  struct Proxy {
    std::vector<Network> trusted;
  } proxy;
  struct Pools {
    PoolConfig shop{8, 10};
    PoolConfig outbound{16, 20};
    PoolConfig hooks{4, 15};
    PoolConfig admin{2, 30};
  } pool;
  struct Run {
    std::string dir = "var/run";  // the sockets of the pools
  } run;
  struct Templates {
    std::string dir = "templates";
  } templates;
  struct Media {
    std::string dir = "var/media";
  } media;
  struct Log {
    std::string file;  // empty: standard error
  } log;
};

// pg.dsn (or pg.direct_dsn) with the program's own role.
std::string dsn_as(const Config& config, std::string_view role);
std::string direct_dsn_as(const Config& config, std::string_view role);

// One key as an operator sees it.
struct KeyDescription {
  std::string name;         // "site.url"
  std::string environment;  // "GDS_SITE_URL"
  std::string value_kind;   // "text", "url", "secret", "list of networks", ...
  std::string standard;     // the default as it would be written in the file
  std::string meaning;
};
std::vector<KeyDescription> config_keys();

// Where settings come from. The file is the weakest, then the environment, then the command line.
struct ConfigSources {
  std::string file;                      // empty: no file
  std::vector<std::string> environment;  // "NAME=value", as in environ
  std::vector<std::string> arguments;    // "--site.url=https://..." only
};

// Reads and checks. Throws ConfigError: an unknown key (naming file and line), a value out of its
// range, a secret on the command line, an http: base that is not loopback, pg.dsn missing.
Config load_config(const ConfigSources& sources);

// What every program does: takes `--config FILE` (else GDS_CONF) and every `--key=value` of the
// configuration out of `args`, adds the environment, and loads.
Config load_config(Args& args);

}  // namespace base
