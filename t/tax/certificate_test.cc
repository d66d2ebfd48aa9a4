#include "tax/certificate.h"

#include <atomic>
#include <thread>
#include <vector>

#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::CustomerId;
using tax::AddRefusal;
using tax::ReviewRefusal;

tax::Day day(int y, unsigned m, unsigned d) {
  return tax::Day{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

struct Certificates : t::OwnDatabase {
  static tax::NewCertificate texan() {
    return {.customer = CustomerId{7},
            .kind = "resale",
            .form = "state",
            .purchaser_name = "Acme",
            .purchaser_address = "1 Main St, Austin, TX 78701",
            .goods = "hardware for resale",
            .states = {{"TX", "3-20001-2345-6"}},
            .signed_on = day(2026, 1, 15),
            .signer = "Kim Doe",
            .received_on = day(2026, 1, 20),
            .expires_on = day(2026, 12, 31),
            .document = "%PDF-1.7 a scan"};
  }
  base::Result<base::TaxCertificateId, AddRefusal> add(const tax::NewCertificate& c) {
    return db().transact("add",
                         [&](store::Tx& tx) { return tax::add(tx, c, "gdsctl kim", t::kNoon); });
  }
  tax::Reviewed approve(base::TaxCertificateId id) {
    return db().transact("approve", [&](store::Tx& tx) {
      return tax::approve(tx, id, day(2026, 11, 22), "gdsctl lee", t::kNoon);
    });
  }
  std::optional<tax::Exemption> exemption(const std::string& state, tax::Day on) {
    return db().snapshot(
        "exemption", [&](store::Tx& tx) { return tax::exemption(tx, CustomerId{7}, state, on); });
  }
  base::Result<base::TaxCertificateId, AddRefusal> send_in(const tax::NewCertificate& c) {
    return db().transact("send", [&](store::Tx& tx) { return tax::send_in(tx, c, t::kNoon); });
  }
  base::Result<base::Done, ReviewRefusal> reject(base::TaxCertificateId id) {
    return db().transact("reject", [&](store::Tx& tx) {
      return tax::reject(tx, id, "illegible", "gdsctl lee", t::kNoon);
    });
  }
  std::string count() {
    return sql(
        "SELECT (SELECT count(*) FROM tax_certificates) || ' ' || "
        "(SELECT count(*) FROM tax_certificate_states) || ' ' || "
        "(SELECT count(*) FROM tax_certificate_files)");
  }
};

CPPUNIT_TEST_FIXTURE(Certificates, shipping_tax_9_8_exempt_in_its_state_until_its_last_day) {
  const auto id = add(texan());
  CPPUNIT_ASSERT(!exemption("TX", day(2026, 11, 22)));
  CPPUNIT_ASSERT(approve(*id));

  CPPUNIT_ASSERT(exemption("TX", day(2026, 11, 22))->certificate == *id);
  CPPUNIT_ASSERT_EQUAL(std::string{"3-20001-2345-6"}, exemption("TX", day(2026, 12, 31))->number);
  CPPUNIT_ASSERT(!exemption("TX", day(2027, 1, 1)));
  CPPUNIT_ASSERT(!exemption("TX", day(2026, 1, 14)));
  CPPUNIT_ASSERT(!exemption("OH", day(2026, 11, 22)));
}

CPPUNIT_TEST_FIXTURE(Certificates, nobody_elses_certificate_exempts) {
  const auto id = add(texan());
  CPPUNIT_ASSERT(approve(*id));
  const auto other = db().snapshot("exemption", [&](store::Tx& tx) {
    return tax::exemption(tx, CustomerId{8}, "TX", day(2026, 11, 22));
  });
  CPPUNIT_ASSERT(!other);
}

CPPUNIT_TEST_FIXTURE(Certificates, a_revoked_one_exempts_no_more_and_a_rejected_one_never_did) {
  const auto id = add(texan());
  CPPUNIT_ASSERT(approve(*id));
  CPPUNIT_ASSERT(approve(*id).why() == ReviewRefusal::NotPending);
  const auto revoke = [&] {
    return db().transact("revoke", [&](store::Tx& tx) {
      return tax::revoke(tx, *id, "number is not theirs", "gdsctl lee", t::kNoon);
    });
  };
  CPPUNIT_ASSERT(revoke());
  CPPUNIT_ASSERT(!exemption("TX", day(2026, 11, 22)));
  CPPUNIT_ASSERT(revoke().why() == ReviewRefusal::NotPending);

  const auto second = add(texan());
  CPPUNIT_ASSERT(reject(*second));
  CPPUNIT_ASSERT(approve(*second).why() == ReviewRefusal::NotPending);
  CPPUNIT_ASSERT(!exemption("TX", day(2026, 11, 22)));
}

CPPUNIT_TEST_FIXTURE(Certificates, an_incomplete_or_ended_one_is_not_approved) {
  auto unsigned_one = texan();
  unsigned_one.signed_on.reset();
  CPPUNIT_ASSERT(approve(*add(unsigned_one)).why() == ReviewRefusal::Incomplete);
  auto ended = texan();
  ended.expires_on = day(2026, 11, 21);
  CPPUNIT_ASSERT(approve(*add(ended)).why() == ReviewRefusal::Expired);
  CPPUNIT_ASSERT(approve(base::TaxCertificateId{99}).why() == ReviewRefusal::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM tax_certificates WHERE status = 'pending'"));
}

CPPUNIT_TEST_FIXTURE(Certificates, what_is_no_paper_or_too_large_is_refused_and_kept_nowhere) {
  auto c = texan();
  c.document = "<script>";
  CPPUNIT_ASSERT(add(c).why() == AddRefusal::NoPaper);
  c.document = "%PDF-" + std::string(10 * 1024 * 1024 - 4, 'x');
  CPPUNIT_ASSERT(add(c).why() == AddRefusal::TooLarge);
  c = texan();
  c.states.clear();
  CPPUNIT_ASSERT(add(c).why() == AddRefusal::NoState);
  c = texan();
  c.states.push_back({"TX", "another"});
  CPPUNIT_ASSERT(add(c).why() == AddRefusal::NoState);
  c = texan();
  c.kind = "friend";
  CPPUNIT_ASSERT(add(c).why() == AddRefusal::NoKind);
  c = texan();
  c.expires_on = day(2026, 1, 14);
  CPPUNIT_ASSERT(add(c).why() == AddRefusal::Dates);
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, count());
}

CPPUNIT_TEST_FIXTURE(Certificates, a_paper_is_told_by_its_beginning) {
  CPPUNIT_ASSERT(tax::content_of("%PDF-1.4") == tax::Content::Pdf);
  CPPUNIT_ASSERT(tax::content_of("\xFF\xD8\xFF\xE0") == tax::Content::Jpeg);
  CPPUNIT_ASSERT(tax::content_of("\x89PNG\r\n\x1A\n") == tax::Content::Png);
  CPPUNIT_ASSERT(!tax::content_of("GIF89a"));
  CPPUNIT_ASSERT(!tax::content_of(""));
}

CPPUNIT_TEST_FIXTURE(Certificates, adding_fails_at_any_statement_and_leaves_nothing) {
  for (int nth = 1; nth <= 3; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    CPPUNIT_ASSERT_THROW((void)add(texan()), store::DbError);
    db().watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, count());
  }
}

CPPUNIT_TEST_FIXTURE(Certificates, of_one_customer_only_so_many_wait_however_many_come_at_once) {
  for (int n = 1; n < tax::kMostPending; ++n) CPPUNIT_ASSERT(send_in(texan()));
  std::vector<std::thread> rivals;
  std::atomic<int> taken{0};
  for (int n = 0; n < 8; ++n)
    rivals.emplace_back([&] {
      auto own = rival();
      const auto sent =
          own.transact("send", [&](store::Tx& tx) { return tax::send_in(tx, texan(), t::kNoon); });
      if (sent) ++taken;
    });
  for (auto& rival : rivals) rival.join();
  CPPUNIT_ASSERT_EQUAL(1, taken.load());
  CPPUNIT_ASSERT_EQUAL(std::string{"5 5 5"}, count());
  CPPUNIT_ASSERT(send_in(texan()).why() == AddRefusal::TooMany);
  CPPUNIT_ASSERT_EQUAL(std::string{"5 5 5"}, count());

  auto other = texan();
  other.customer = CustomerId{8};
  CPPUNIT_ASSERT(send_in(other));
  CPPUNIT_ASSERT(reject(base::TaxCertificateId{1}));
  CPPUNIT_ASSERT(send_in(texan()));
  CPPUNIT_ASSERT_EQUAL(std::string{"shopper"},
                       sql("SELECT DISTINCT entered_by FROM tax_certificates"));
}

CPPUNIT_TEST_FIXTURE(Certificates, sending_one_in_that_fails_at_any_statement_leaves_nothing) {
  for (int nth = 1;; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(send_in(texan()));
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, count());
    CPPUNIT_ASSERT(nth < 20);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 1"}, count());
}

CPPUNIT_TEST_FIXTURE(Certificates, each_decision_leaves_word_for_one_mail) {
  const auto id = send_in(texan());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM outbox"));
  CPPUNIT_ASSERT(approve(*id));
  CPPUNIT_ASSERT(!approve(*id));
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.certificate 1 approved {\"certificate\": 1}"},
                       sql("SELECT kind || ' ' || key || ' ' || payload FROM outbox"));
  const auto second = send_in(texan());
  CPPUNIT_ASSERT(reject(*second));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM outbox"));
}

CPPUNIT_TEST_FIXTURE(Certificates, who_decides_reads_all_of_it_and_the_paper_as_it_came) {
  const auto id = send_in(texan());
  db().snapshot("read", [&](store::Tx& tx) {
    const auto found = tax::find_certificate(tx, *id, day(2026, 11, 22));
    CPPUNIT_ASSERT_EQUAL(std::string{"TX 3-20001-2345-6"}, found->facts.numbers);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-15"}, found->facts.signed_on);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{15}, found->facts.bytes);
    CPPUNIT_ASSERT_EQUAL(std::string{"%PDF-1.7 a scan"}, tax::paper(tx, *id)->body.raw);
    CPPUNIT_ASSERT(!tax::paper(tx, base::TaxCertificateId{99}));
    CPPUNIT_ASSERT(!tax::find_certificate(tx, base::TaxCertificateId{99}, day(2026, 11, 22)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, tax::pending(tx));
    return true;
  });
}

CPPUNIT_TEST_FIXTURE(Certificates, papers_that_were_not_accepted_go_and_all_others_stay) {
  const auto kept = send_in(texan());
  CPPUNIT_ASSERT(approve(*kept));
  const auto refused = send_in(texan());
  CPPUNIT_ASSERT(reject(*refused));
  CPPUNIT_ASSERT(send_in(texan()));
  const auto sweep = [&](base::Instant before) {
    return db().transact("sweep",
                         [&](store::Tx& tx) { return tax::sweep_papers(tx, before, 100); });
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, sweep(t::kNoon));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, sweep(t::kNoon + std::chrono::seconds{1}));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 3 2"}, count());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM tax_certificate_files WHERE certificate_id = 2"));
}

}  // namespace
