#include <argon2.h>
#include <dlfcn.h>

#include "customers/customers.h"
#include "identity/staff.h"
#include "pages/account/account.h"
#include "pages/admin/admin.h"
#include "t/db_test.h"
#include "t/pages/asking.h"

// Nobody learns which addresses have an account (invariant A4): not by the work that is done
// either. `make same-time` looks at the clock; here it is what takes the time.

namespace {

std::vector<std::string> hashed;

// "$argon2id$v=19$m=19456,t=2,p=1": the settings are the work.
std::string settings_of(std::string_view encoded) {
  std::size_t end = 0;
  for (int i = 0; i < 3; ++i) end = encoded.find('$', end + 1);
  return std::string{encoded.substr(0, end)};
}

}  // namespace

// In front of the library's own: the tests count what is hashed, with which settings.
extern "C" int argon2id_verify(const char* encoded, const void* password, std::size_t size) {
  using Verify = int (*)(const char*, const void*, std::size_t);
  static const auto real = reinterpret_cast<Verify>(dlsym(RTLD_NEXT, "argon2id_verify"));
  hashed.push_back(settings_of(encoded));
  return real(encoded, password, size);
}

namespace {

using store::Tx;

constexpr const char* kRight = "five words in a row";

struct Statements : store::Observer {
  std::vector<std::string> names;
  void before(const char* statement) override { names.emplace_back(statement); }
  void after(const char*) override {}
};

struct Work {
  std::vector<std::string> statements;
  std::vector<std::string> hashes;
  std::string said;
};

struct SameWork : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    asking_.config.pace.exempt = {*base::Network::parse("192.0.2.0/24")};
    asking_.config.run.dir.clear();  // no slots: nobody waits for one
    asking_.config.identity.seal_keys = {base::Secret{std::string(64, 'a')}};
    shop_.emplace(rival("gds_shop"));
    admin_.emplace(rival("gds_admin"));
    const identity::HashSlots slots;
    const auto hash = identity::hash_password(base::Secret{kRight}, slots);
    shop_->transact("kim", [&](Tx& tx) {
      const auto customer = customers::for_mail(tx, "kim@example.com", "Kim", t::kNoon);
      return identity::create_shopper(tx, "kim@example.com", "Kim", customer, hash, t::kNoon);
    });
    auto jobs = rival("gds_jobs");
    for (const auto* email : {"lee@example.com", "gone@example.com", "new@example.com"})
      jobs.transact("lee", [&](Tx& tx) {
        const auto user = *identity::add_staff(tx, email, "Lee", "owner", std::nullopt, t::kNoon);
        if (*email != 'n') identity::set_password(tx, user, hash, std::nullopt, t::kNoon);
        if (*email == 'g')
          CPPUNIT_ASSERT(identity::end_staff(tx, user, "test", std::nullopt, t::kNoon));
        return true;
      });
  }
  void tearDown() override {
    shop_.reset();
    admin_.reset();
    OwnDatabase::tearDown();
  }

  // What a form with this address costs, the address taken out of what is said.
  Work work(store::Db& db, t::Asking::Handler handler, const std::string& email) {
    Statements seen;
    hashed.clear();
    db.watch(&seen);
    web::Request request{
        "POST", "/form", {{"email", email}, {"password", "wrong wrong wrong"}, {"next", "/"}}};
    request.set_header("Content-Type", "application/x-www-form-urlencoded");
    request.address = "192.0.2.7";
    auto response = asking_.ask(db, request, handler);
    db.watch(nullptr);
    auto said = std::to_string(response.status) + ' ' + std::string{response.header("Location")} +
                response.body;
    for (auto at = said.find(email); at != std::string::npos; at = said.find(email))
      said.replace(at, email.size(), "ADDRESS");
    return {seen.names, hashed, said};
  }
  void is_the_same(store::Db& db, t::Asking::Handler handler,
                   const std::vector<std::string>& emails, std::size_t hashes) {
    // Statements are prepared when a connection needs them first.
    work(db, handler, "first@example.com");
    const auto nobodys = work(db, handler, "nobody@example.com");
    CPPUNIT_ASSERT(nobodys.statements.size() >= 3);
    CPPUNIT_ASSERT_EQUAL(hashes, nobodys.hashes.size());
    for (const auto& email : emails) {
      const auto theirs = work(db, handler, email);
      CPPUNIT_ASSERT_MESSAGE(email, nobodys.statements == theirs.statements);
      CPPUNIT_ASSERT_MESSAGE(email, nobodys.hashes == theirs.hashes);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(email, nobodys.said, theirs.said);
    }
  }
  store::Db& shop() { return *shop_; }
  store::Db& admin() { return *admin_; }

 private:
  t::Asking asking_;
  std::optional<store::Db> shop_;
  std::optional<store::Db> admin_;
};

CPPUNIT_TEST_FIXTURE(SameWork, a4_a_wrong_password_is_the_same_work_for_known_and_unknown) {
  is_the_same(shop(), pages::account::sign_in_save, {"kim@example.com", "lee@example.com"}, 1);
}

CPPUNIT_TEST_FIXTURE(SameWork, a4_a_mailbox_that_waits_is_the_same_work_too) {
  for (const auto* email : {"kim@example.com", "nobody@example.com", "first@example.com"})
    for (int i = 0; i < 6; ++i) work(shop(), pages::account::sign_in_save, email);

  is_the_same(shop(), pages::account::sign_in_save, {"kim@example.com"}, 1);
}

CPPUNIT_TEST_FIXTURE(SameWork, a4_a_link_is_the_same_work_for_known_and_unknown) {
  is_the_same(shop(), pages::account::register_save, {"kim@example.com"}, 0);
  is_the_same(shop(), pages::account::forgotten_save, {"kim@example.com"}, 0);
}

CPPUNIT_TEST_FIXTURE(SameWork, a4_the_door_of_staff_is_the_same_for_who_works_here_or_did) {
  is_the_same(admin(), pages::admin::sign_in_save,
              {"lee@example.com", "gone@example.com", "new@example.com", "kim@example.com"}, 1);
  is_the_same(admin(), pages::admin::forgotten_save,
              {"lee@example.com", "gone@example.com", "new@example.com"}, 0);
}

}  // namespace
