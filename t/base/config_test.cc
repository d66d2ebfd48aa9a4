#include "base/config.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/args.h"
#include "t/test.h"

namespace {

struct Configuring : CppUnit::TestFixture {
  void setUp() override {
    std::string pattern = "/tmp/config-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  void tearDown() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& text) {
    const auto path = folder_ + "/" + name;
    std::ofstream{path} << text;
    return path;
  }
  base::Config load(const std::string& text, std::vector<std::string> environment = {},
                    std::vector<std::string> arguments = {}) {
    return base::load_config({file("gds.conf", "pg.dsn = dbname=x\n" + text),
                              std::move(environment), std::move(arguments)});
  }
  // The complaint, without the folder.
  std::string fault(const std::string& text, std::vector<std::string> environment = {},
                    std::vector<std::string> arguments = {}) {
    try {
      load(text, std::move(environment), std::move(arguments));
    } catch (const base::ConfigError& e) {
      std::string what = e.what();
      for (auto at = what.find(folder_); at != std::string::npos; at = what.find(folder_))
        what.erase(at, folder_.size() + 1);
      return what;
    }
    return "none";
  }
  std::string folder_;
};

void check(const std::string& wanted, const std::string& got) {
  CPPUNIT_ASSERT_EQUAL(wanted, got);
}

CPPUNIT_TEST_FIXTURE(Configuring, the_file_is_weaker_than_the_environment_than_the_command_line) {
  const auto text = "site.name = File\nhold.minutes = 20\nsmtp.port = 26\n";
  const auto config = load(text, {"GDS_SITE_NAME=Environment", "GDS_HOLD_MINUTES=21", "PATH=/bin"},
                           {"--site.name=Command line"});

  check("Command line", config.site.name);
  CPPUNIT_ASSERT_EQUAL(21, config.hold.minutes);
  CPPUNIT_ASSERT_EQUAL(26, config.smtp.port);
  CPPUNIT_ASSERT_EQUAL(60, config.hold.max_minutes);
}

CPPUNIT_TEST_FIXTURE(Configuring, an_unknown_key_is_refused_wherever_it_stands) {
  check("gds.conf:4: unknown key site.urll", fault("# x\n\nsite.urll = http://127.0.0.1\n"));
  check("gds.conf:3: unknown key site.nam", fault("[site]\nnam = x\n"));
  check("environment: unknown variable GDS_SITE_URLL", fault("", {"GDS_SITE_URLL=x"}));
  check("command line: unknown key site.urll", fault("", {}, {"--site.urll=x"}));
  check("none", fault("", {"GDS_CONF=x", "GDS_TRACE=sql", "GDS_TEST_PG=x"}));
}

CPPUNIT_TEST_FIXTURE(Configuring, a_broken_line_names_its_number) {
  check("gds.conf:2: no = in this line", fault("site.url\n"));
  check("gds.conf:3: site.name is set twice", fault("site.name = a\nsite.name = b\n"));
  check("gds.conf:2: # starts a comment; such a value goes into a _file or GDS_*",
        fault("smtp.password = a#b\n"));
}

CPPUNIT_TEST_FIXTURE(Configuring, secrets_come_from_files_or_the_environment_only) {
  const auto key = file("key", "sk_test_1\n");
  check("sk_test_1", load("stripe.secret_key_file = " + key).stripe.secret_key.reveal());
  check("sk_test_2", load("stripe.secret_key_file = " + key, {"GDS_STRIPE_SECRET_KEY=sk_test_2"})
                         .stripe.secret_key.reveal());
  check("--stripe.secret_key: a secret on the command line is seen by everyone on the machine",
        fault("", {}, {"--stripe.secret_key=sk_test_3"}));
  check("gds.conf:2: stripe.secret_key and gds.conf:3: stripe.secret_key_file are both set",
        fault("stripe.secret_key = a\nstripe.secret_key_file = " + key + "\n"));
  check("gds.conf:2: smtp.password_file: cannot read nowhere",
        fault("smtp.password_file = " + folder_ + "/nowhere\n"));
}

CPPUNIT_TEST_FIXTURE(Configuring, lists_are_split_by_comma) {
  const auto config = load(
      "memcached.servers = /run/m.sock, 10.0.0.1:11211,,\n"
      "stripe.webhook_secrets = whsec_a,whsec_b\n"
      "proxy.trusted = 10.0.0.0/8, ::1\n");

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, config.memcached.servers.size());
  check("10.0.0.1:11211", config.memcached.servers[1]);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, config.stripe.webhook_secrets.size());
  check("whsec_b", config.stripe.webhook_secrets[1].reveal());
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, config.proxy.trusted.size());
}

CPPUNIT_TEST_FIXTURE(Configuring, http_is_for_loopback_only) {
  for (const auto* fine : {"https://shop.example", "http://127.0.0.1:8080", "http://localhost",
                           "http://[::1]:8080", "https://10.0.0.1"})
    check("none", fault(std::string{"site.url = "} + fine + "\n"));
  for (const auto* wrong :
       {"http://shop.example", "http://10.0.0.1", "http://127.0.0.1.example", "ftp://127.0.0.1",
        "shop.example", "https://", "https://a@b", "https://shop.example/",
        "https://shop.example/path", "http://localhost.example"})
    CPPUNIT_ASSERT_MESSAGE(wrong, fault(std::string{"site.url = "} + wrong + "\n") != "none");
  check("none", fault("stripe.api_base = http://127.0.0.1:8081/stripe/v1\n"));
  check(
      "gds.conf:2: stripe.api_base is http: to another machine, which is accepted for loopback "
      "only",
      fault("stripe.api_base = http://api.example/v1\n"));
  check("smtp.tls = none is accepted for loopback only",
        fault("smtp.host = mail.example\nsmtp.tls = none\n"));
}

CPPUNIT_TEST_FIXTURE(Configuring, ranges_hold) {
  check("gds.conf:2: pool.shop.workers is not a whole number from 1 to 512",
        fault("pool.shop.workers = 0\n"));
  check("gds.conf:2: smtp.port is not a whole number from 1 to 65535", fault("smtp.port = 25x\n"));
  check("gds.conf:2: pace.write is not a rate such as 60/1m", fault("pace.write = 60\n"));
  check("gds.conf:2: pace.write is not a rate such as 60/1m", fault("pace.write = /1m\n"));
  check("gds.conf:2: proxy.trusted holds 10.0.0.0/40, which is no network",
        fault("proxy.trusted = 10.0.0.0/40\n"));
  check("gds.conf:2: pg.prepare is not one of on, off", fault("pg.prepare = maybe\n"));
  check("hold.max_minutes is less than hold.minutes",
        fault("hold.minutes = 30\nhold.max_minutes = 20\n"));
  const auto config = load("pace.write = 5/2h\n");
  CPPUNIT_ASSERT_EQUAL(5, config.pace.write.count);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{7200}, std::int64_t{config.pace.write.per.count()});
}

CPPUNIT_TEST_FIXTURE(Configuring, nothing_runs_without_a_database) {
  try {
    base::load_config(base::ConfigSources{});
    CPPUNIT_FAIL("loaded");
  } catch (const base::ConfigError& e) {
    check("pg.dsn (GDS_PG_DSN) is not set", e.what());
  }
}

CPPUNIT_TEST_FIXTURE(Configuring, every_key_has_a_variable_of_its_own_and_a_meaning) {
  std::set<std::string> names;
  std::set<std::string> variables;
  for (const auto& key : base::config_keys()) {
    CPPUNIT_ASSERT_MESSAGE(key.name, names.insert(key.name).second);
    CPPUNIT_ASSERT_MESSAGE(key.name, variables.insert(key.environment).second);
    CPPUNIT_ASSERT_MESSAGE(key.name, !key.meaning.empty());
  }
  CPPUNIT_ASSERT(variables.contains("GDS_SHIP_FROM_POSTAL_CODE"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_command_line_is_taken_apart_piece_by_piece) {
  base::Args args{{"import", "--dry-run", "--images=dir", "products", "a.csv", "--site.name=x",
                   "--config", "f"}};
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, args.take_settings().size());
  check("f", *args.take_option("--config"));
  CPPUNIT_ASSERT(args.take_flag("--dry-run"));
  CPPUNIT_ASSERT(!args.take_flag("--dry-run"));
  check("dir", *args.take_option("--images"));
  check("import", *args.take_word());
  check("products", *args.take_word());
  check("a.csv", *args.take_word());
  CPPUNIT_ASSERT(!args.take_word());
  args.done();

  base::Args left{{"--what"}};
  CPPUNIT_ASSERT_THROW(left.done(), base::UsageError);
  base::Args cut{{"--config"}};
  CPPUNIT_ASSERT_THROW(cut.take_option("--config"), base::UsageError);
}

}  // namespace
