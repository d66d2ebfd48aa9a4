#include "customers/customers.h"

#include "base/email.h"
#include "customers/company.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::CustomerId;
using base::Money;
using customers::AddressRefusal;
using customers::EmailRefusal;
using customers::MemberRefusal;
using customers::MergeRefusal;
using customers::Role;
using t::kNoon;
using t::minutes_later;

struct Customers : t::OwnDatabase {
  // Runs one operation in a transaction of its own.
  template <class Work>
  auto in_tx(Work work) {
    return db().transact("test", work);
  }
  CustomerId customer(const std::string& mail, const std::string& name = "Ann Buyer") {
    return in_tx([&](store::Tx& tx) { return customers::for_mail(tx, mail, name, kNoon); });
  }
  base::AddressId address(CustomerId of, const std::string& label) {
    const auto added = in_tx([&](store::Tx& tx) {
      return customers::add_address(
          tx, of, {label, "Ann Buyer", "", "1 Main St", "", "Austin", "TX", "78701", ""}, kNoon);
    });
    CPPUNIT_ASSERT(added);
    return *added;
  }
  auto make_default(CustomerId of, base::AddressId id, customers::Use use) {
    return in_tx(
        [&](store::Tx& tx) { return customers::make_default(tx, of, id, use, minutes_later(1)); });
  }
  auto merge(CustomerId from, CustomerId into) {
    return in_tx([&](store::Tx& tx) {
      return customers::merge(tx, from, into, "gdsctl root", minutes_later(5));
    });
  }
  auto set_member(base::CompanyId company, CustomerId who, Role role) {
    return in_tx([&](store::Tx& tx) {
      return customers::set_member(tx, company, who, role, "gdsctl root", kNoon);
    });
  }
  base::CompanyId company(const std::string& name) {
    const auto made = in_tx([&](store::Tx& tx) {
      return customers::create_company(tx, name, "", "gdsctl root", kNoon);
    });
    CPPUNIT_ASSERT(made);
    return *made;
  }
  // "label:s" for the default of shipping, "label:b" of billing, "label:" of neither.
  std::string labels(CustomerId of) {
    std::string out;
    for (const auto& kept : in_tx([&](store::Tx& tx) { return customers::addresses(tx, of); })) {
      out += out.empty() ? "" : " ";
      out += kept.address.label + ":" + (kept.default_shipping ? "s" : "") +
             (kept.default_billing ? "b" : "");
    }
    return out;
  }
  std::string faults() {
    std::string out;
    for (const auto& fault : in_tx([](store::Tx& tx) { return customers::faults(tx); }))
      out += fault + "\n";
    return out;
  }
  // All this module's rows, as one text.
  std::string everything() {
    return sql(R"sql(
      SELECT concat_ws(' | ',
        (SELECT string_agg(c::text, ' ' ORDER BY id) FROM customers c),
        (SELECT string_agg(a::text, ' ' ORDER BY id) FROM addresses a),
        (SELECT string_agg(m::text, ' ' ORDER BY customer_id) FROM company_members m),
        (SELECT string_agg(t::text, ' ' ORDER BY customer_id, tag) FROM customer_tags t),
        (SELECT string_agg(n::text, ' ' ORDER BY id) FROM customer_notes n)))sql");
  }
};

CPPUNIT_TEST_FIXTURE(Customers, the_database_makes_the_same_mail_key) {
  for (const auto* mail : {"ann@example.com", "Ann.Buyer+shop@Example.COM", "a+b+c@x.org",
                           "+only@x.org", "o'hara+1@x-y.co.uk", "UPPER@EXAMPLE.ORG"})
    CPPUNIT_ASSERT_EQUAL(base::mail_key(mail),
                         sql("SELECT mail_key($$" + std::string{mail} + "$$)"));
  CPPUNIT_ASSERT_EQUAL(std::string{"ann.buyer@example.com"},
                       base::mail_key("Ann.Buyer+shop@Example.COM"));
}

CPPUNIT_TEST_FIXTURE(Customers, a_mailbox_is_one_customer) {
  const auto first = customer("Ann@example.com");

  const auto again = customer("ann+sale@EXAMPLE.com", "Somebody Else");

  CPPUNIT_ASSERT(first == again);
  CPPUNIT_ASSERT_EQUAL(std::string{"Ann@example.com/Ann Buyer"},
                       sql("SELECT string_agg(email || '/' || name, ' ') FROM customers"));
  const auto found =
      in_tx([](store::Tx& tx) { return customers::find_by_mail(tx, "ANN@example.com"); });
  CPPUNIT_ASSERT(found && found->id == first && !found->email_verified_at);
}

CPPUNIT_TEST_FIXTURE(Customers, two_that_make_the_same_customer_get_one_row) {
  auto rival = this->rival();
  std::optional<CustomerId> theirs;
  const auto ours = rival.transact("first", [&](store::Tx& tx) {
    const auto id = customers::for_mail(tx, "ann@example.com", "Ann", kNoon);
    // The second waits for the first; that it does is seen by its lock timeout.
    try {
      in_tx([&](store::Tx& other) {
        other.one(store::Query<std::string()>{"test.timeout",
                                              "SELECT set_config('lock_timeout', '50ms', true)"});
        theirs = customers::for_mail(other, "ann@example.com", "Ann", kNoon);
        return base::Done{};
      });
    } catch (const store::DbError& e) {
      CPPUNIT_ASSERT_EQUAL(std::string{"55P03"}, e.sqlstate());
    }
    return id;
  });
  CPPUNIT_ASSERT(!theirs);

  CPPUNIT_ASSERT(customer("ann@example.com") == ours);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM customers"));
}

CPPUNIT_TEST_FIXTURE(Customers, another_mailbox_is_to_be_proved_again) {
  const auto ann = customer("ann@example.com");
  customer("bob@example.com");
  in_tx([&](store::Tx& tx) {
    customers::verify_email(tx, ann, kNoon);
    customers::verify_email(tx, ann, minutes_later(9));
    return base::Done{};
  });
  const auto change = [&](const std::string& mail) {
    return in_tx(
        [&](store::Tx& tx) { return customers::change_email(tx, ann, mail, minutes_later(10)); });
  };
  const auto before = everything();

  CPPUNIT_ASSERT(change("bob+x@example.com").why() == EmailRefusal::Taken);
  CPPUNIT_ASSERT(change("nonsense").why() == EmailRefusal::NotAnAddress);
  CPPUNIT_ASSERT_EQUAL(before, everything());

  CPPUNIT_ASSERT(change("Ann+new@example.com"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-22 12:00:00+00"},
                       sql("SELECT email_verified_at FROM customers WHERE id = 1"));
  CPPUNIT_ASSERT(change("ann@example.org"));
  CPPUNIT_ASSERT_EQUAL(std::string{""},
                       sql("SELECT email_verified_at FROM customers WHERE id = 1"));
}

CPPUNIT_TEST_FIXTURE(Customers, one_address_is_the_default_of_each_use) {
  const auto ann = customer("ann@example.com");
  const auto home = address(ann, "home");
  const auto shed = address(ann, "shed");
  CPPUNIT_ASSERT_EQUAL(std::string{"home:sb shed:"}, labels(ann));

  CPPUNIT_ASSERT(make_default(ann, shed, customers::Use::Shipping));
  CPPUNIT_ASSERT_EQUAL(std::string{"home:b shed:s"}, labels(ann));
  CPPUNIT_ASSERT(make_default(ann, home, customers::Use::Shipping));
  CPPUNIT_ASSERT(make_default(ann, shed, customers::Use::Billing));
  CPPUNIT_ASSERT_EQUAL(std::string{"home:s shed:b"}, labels(ann));
}

CPPUNIT_TEST_FIXTURE(Customers, a1_another_customers_address_is_not_there) {
  const auto ann = customer("ann@example.com");
  const auto bob = customer("bob@example.com");
  const auto home = address(ann, "home");
  address(bob, "flat");
  const auto before = everything();

  CPPUNIT_ASSERT(make_default(bob, home, customers::Use::Billing).why() ==
                 AddressRefusal::NoSuchAddress);
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) {
                   return customers::remove_address(tx, bob, home);
                 }).why() == AddressRefusal::NoSuchAddress);
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) {
                   return customers::edit_address(tx, bob, home, {}, kNoon);
                 }).why() == AddressRefusal::NoSuchAddress);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Customers, addresses_do_not_grow_without_end) {
  const auto ann = customer("ann@example.com");
  for (int i = 0; i < customers::kMostAddresses; ++i) address(ann, "a");

  const auto one_more = in_tx([&](store::Tx& tx) {
    return customers::add_address(
        tx, ann, {"b", "Ann", "", "1 Main St", "", "Austin", "TX", "78701", ""}, kNoon);
  });

  CPPUNIT_ASSERT(!one_more && one_more.why() == AddressRefusal::TooMany);
  CPPUNIT_ASSERT_EQUAL(std::string{"100"}, sql("SELECT count(*) FROM addresses"));
}

CPPUNIT_TEST_FIXTURE(Customers, a_tag_is_kept_once_in_one_spelling) {
  const auto ann = customer("ann@example.com");
  const auto tag = [&](const std::string& text) {
    return in_tx(
        [&](store::Tx& tx) { return customers::tag(tx, ann, text, "gdsctl root", kNoon); });
  };
  CPPUNIT_ASSERT(tag(" Net-30  Buyers "));
  CPPUNIT_ASSERT(tag("net_30 buyers"));
  CPPUNIT_ASSERT(tag("VIP"));
  CPPUNIT_ASSERT(tag(" -- ").why() == customers::TagRefusal::NotATag);
  CPPUNIT_ASSERT(tag(std::string(41, 'x')).why() == customers::TagRefusal::NotATag);

  const auto tags = in_tx([&](store::Tx& tx) { return customers::tags(tx, ann); });
  CPPUNIT_ASSERT(tags == (std::vector<std::string>{"net-30-buyers", "vip"}));
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) { return customers::untag(tx, ann, "Vip"); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"net-30-buyers"}, sql("SELECT tag FROM customer_tags"));
}

CPPUNIT_TEST_FIXTURE(Customers, a_note_is_never_edited) {
  const auto ann = customer("ann@example.com");
  in_tx([&](store::Tx& tx) {
    customers::note(tx, ann, "pays late", "gdsctl root", kNoon);
    return base::Done{};
  });
  CPPUNIT_ASSERT_THROW(sql("UPDATE customer_notes SET body = 'pays well'"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM customer_notes"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Customers, a_merge_keeps_addresses_tags_company_and_notes) {
  const auto old = customer("ann@old.example");
  const auto ann = customer("ann@example.com");
  address(old, "shed");
  address(ann, "home");
  const auto acme = company("Acme");
  CPPUNIT_ASSERT(set_member(acme, old, Role::Admin));
  in_tx([&](store::Tx& tx) {
    CPPUNIT_ASSERT(customers::tag(tx, old, "vip", "a", kNoon));
    CPPUNIT_ASSERT(customers::tag(tx, old, "reseller", "a", kNoon));
    CPPUNIT_ASSERT(customers::tag(tx, ann, "vip", "b", kNoon));
    customers::note(tx, old, "asked for racks", "gdsctl root", kNoon);
    return base::Done{};
  });

  CPPUNIT_ASSERT(merge(old, ann));

  CPPUNIT_ASSERT_EQUAL(std::string{"shed: home:sb"}, labels(ann));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, labels(old));
  in_tx([&](store::Tx& tx) {
    CPPUNIT_ASSERT(customers::tags(tx, ann) == (std::vector<std::string>{"reseller", "vip"}));
    const auto notes = customers::notes(tx, ann);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, notes.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"asked for racks"}, notes[0].body);
    CPPUNIT_ASSERT_EQUAL(std::string{"customer 1 was merged into customer 2"}, notes[1].body);
    CPPUNIT_ASSERT(customers::find_by_mail(tx, "ann@old.example")->id == ann);
    CPPUNIT_ASSERT(customers::for_mail(tx, "ann@old.example", "", kNoon) == ann);
    CPPUNIT_ASSERT(customers::members(tx, acme).at(0).customer == ann);
    return base::Done{};
  });
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());

  // And again into a third: one step leads from each to who stayed.
  const auto last = customer("ann@third.example");
  CPPUNIT_ASSERT(merge(ann, last));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 3"},
                       sql("SELECT string_agg(merged_into_id::text, ' ') FROM customers"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
}

CPPUNIT_TEST_FIXTURE(Customers, a_merge_is_refused_and_changes_nothing) {
  const auto ann = customer("ann@example.com");
  const auto bob = customer("bob@example.com");
  const auto gone = customer("gone@example.com");
  CPPUNIT_ASSERT(merge(gone, ann));
  CPPUNIT_ASSERT(set_member(company("Acme"), ann, Role::Admin));
  CPPUNIT_ASSERT(set_member(company("Zenith"), bob, Role::Admin));
  const auto before = everything();

  CPPUNIT_ASSERT(merge(ann, ann).why() == MergeRefusal::Same);
  CPPUNIT_ASSERT(merge(ann, CustomerId{99}).why() == MergeRefusal::NoSuchCustomer);
  CPPUNIT_ASSERT(merge(gone, bob).why() == MergeRefusal::AlreadyMerged);
  CPPUNIT_ASSERT(merge(bob, gone).why() == MergeRefusal::AlreadyMerged);
  CPPUNIT_ASSERT(merge(ann, bob).why() == MergeRefusal::TwoCompanies);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Customers, a_merge_that_fails_at_any_statement_leaves_nothing) {
  const auto old = customer("ann@old.example");
  const auto ann = customer("ann@example.com");
  address(old, "shed");
  CPPUNIT_ASSERT(set_member(company("Acme"), old, Role::Buyer).why() == MemberRefusal::NeedsAdmin);
  const auto before = everything();

  int statements = 0;
  for (int nth = 1; statements < nth; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    try {
      CPPUNIT_ASSERT(merge(old, ann));
      statements = fault.seen();
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(before, everything());
    }
    db().watch(nullptr);
    if (statements > 0) break;
  }
  CPPUNIT_ASSERT(statements >= 8);
  CPPUNIT_ASSERT_EQUAL(std::string{"shed:sb"}, labels(ann));
}

CPPUNIT_TEST_FIXTURE(Customers, a_company_with_members_has_an_admin) {
  const auto acme = company("Acme");
  const auto ann = customer("ann@example.com");
  const auto bob = customer("bob@example.com");
  const auto remove = [&](CustomerId who) {
    return in_tx([&](store::Tx& tx) { return customers::remove_member(tx, acme, who); });
  };
  CPPUNIT_ASSERT(set_member(acme, bob, Role::Buyer).why() == MemberRefusal::NeedsAdmin);
  CPPUNIT_ASSERT(set_member(acme, ann, Role::Admin));
  CPPUNIT_ASSERT(set_member(acme, bob, Role::Buyer));
  const auto before = everything();

  CPPUNIT_ASSERT(set_member(acme, ann, Role::Buyer).why() == MemberRefusal::NeedsAdmin);
  CPPUNIT_ASSERT(remove(ann).why() == MemberRefusal::NeedsAdmin);
  CPPUNIT_ASSERT(set_member(company("Zenith"), ann, Role::Admin).why() ==
                 MemberRefusal::OtherCompany);
  CPPUNIT_ASSERT_EQUAL(before, everything());

  CPPUNIT_ASSERT(set_member(acme, bob, Role::Admin));
  CPPUNIT_ASSERT(remove(ann));
  CPPUNIT_ASSERT(remove(ann).why() == MemberRefusal::NotAMember);
  CPPUNIT_ASSERT(remove(bob));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM company_members"));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, faults());
}

CPPUNIT_TEST_FIXTURE(Customers, an_invitation_is_no_membership_until_it_is_accepted) {
  const auto acme = company("Acme");
  const auto ann = customer("ann@example.com");
  CPPUNIT_ASSERT(set_member(acme, ann, Role::Admin));
  in_tx([&](store::Tx& tx) {
    CPPUNIT_ASSERT(!customers::membership(tx, ann));
    CPPUNIT_ASSERT(customers::join_company(tx, acme, ann, minutes_later(1)));
    CPPUNIT_ASSERT(customers::join_company(tx, acme, ann, minutes_later(2)));
    CPPUNIT_ASSERT(*customers::membership(tx, ann)->joined_at == minutes_later(1));
    CPPUNIT_ASSERT_EQUAL(std::string{"admin"}, customers::membership(tx, ann)->role);
    return base::Done{};
  });
}

CPPUNIT_TEST_FIXTURE(Customers, terms_of_credit_have_a_limit) {
  const auto acme = company("Acme");
  const auto set = [&](const std::string& terms, std::int64_t cents) {
    return in_tx([&](store::Tx& tx) {
      return customers::set_terms(tx, acme, terms, Money::cents(cents), "gdsctl root", kNoon);
    });
  };
  using customers::CompanyRefusal;
  CPPUNIT_ASSERT(set("net_31", 5).why() == CompanyRefusal::UnknownTerms);
  CPPUNIT_ASSERT(set("net_30", 0).why() == CompanyRefusal::LimitMissing);
  CPPUNIT_ASSERT(set("net_30", -5).why() == CompanyRefusal::LimitMissing);
  CPPUNIT_ASSERT(set("", 5).why() == CompanyRefusal::LimitMissing);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM company_events"));

  CPPUNIT_ASSERT(set("net_30", 500000));
  CPPUNIT_ASSERT_EQUAL(std::string{"terms \"net_30\", credit limit 500000 cents"},
                       sql("SELECT what FROM company_events ORDER BY id DESC LIMIT 1"));
  const auto kept = in_tx([&](store::Tx& tx) { return customers::find_company(tx, "ACME"); });
  CPPUNIT_ASSERT(kept && kept->terms == "net_30" && kept->credit_limit == Money::cents(500000));
  CPPUNIT_ASSERT(customers::net_days("net_30") == std::chrono::days{30});
  CPPUNIT_ASSERT(!customers::net_days(""));
  const auto twin = in_tx([&](store::Tx& tx) {
    return customers::create_company(tx, " acme ", "", "gdsctl root", kNoon);
  });
  CPPUNIT_ASSERT(!twin && twin.why() == CompanyRefusal::NameTaken);
}

}  // namespace
