#include <iostream>

#include "ctl/staff.h"
#include "customers/company.h"
#include "identity/identity.h"
#include "order/customer.h"

namespace ctl {
namespace {

int no_such_customer(const std::string& mail) {
  std::cerr << "gdsctl: nobody has bought as " << mail << '\n';
  return 1;
}

// "buys for Acme (net_30, credit limit $5,000.00) as admin".
void print_company(store::Tx& tx, base::CustomerId customer) {
  const auto member = customers::membership(tx, customer);
  if (!member) return;
  const auto company = customers::find_company(tx, member->company);
  std::cout << "  buys for " << company->name << " as " << member->role << ", "
            << (company->terms.empty()
                    ? "without terms"
                    : company->terms + ", credit limit " + base::to_text(company->credit_limit))
            << '\n';
}

void print(store::Tx& tx, const customers::Customer& c) {
  std::cout << c.email << '\t' << c.name << '\t'
            << (c.email_verified_at ? "verified " + base::to_iso8601(*c.email_verified_at)
                                    : "not verified")
            << '\n';
  const auto value = order::lifetime(tx, c.id);
  std::cout << "  " << value.orders << " orders worth " << base::to_text(value.worth);
  if (value.first_at)
    std::cout << ", the first " << base::to_iso8601(*value.first_at) << ", the last "
              << base::to_iso8601(*value.last_at);
  std::cout << '\n';
  print_company(tx, c.id);
  for (const auto& tag : customers::tags(tx, c.id)) std::cout << "  tag " << tag << '\n';
  for (const auto& kept : customers::addresses(tx, c.id))
    std::cout << "  address " << kept.address.label << (kept.default_shipping ? " (shipping)" : "")
              << (kept.default_billing ? " (billing)" : "") << ": " << kept.address.name << ", "
              << kept.address.line1 << ", " << kept.address.city << ' ' << kept.address.state << ' '
              << kept.address.zip << '\n';
  for (const auto& note : customers::notes(tx, c.id))
    std::cout << "  " << base::to_iso8601(note.at) << "  " << note.body << " (" << note.actor
              << ")\n";
}

}  // namespace

// gdsctl customers show MAIL: who it is, what was bought, tags, addresses and notes.
int customers_show(Call& call) {
  const auto mail = take_word(call, "whose mail address");
  call.args.done();
  auto db = database(call);
  return db.snapshot("customers_show", [&](store::Tx& tx) {
    const auto found = customers::find_by_mail(tx, mail);
    if (!found) return no_such_customer(mail);
    print(tx, *found);
    return 0;
  });
}

// gdsctl customers tag MAIL TAG [--remove]: tags are the groups of price lists and promotions.
int customers_tag(Call& call) {
  const auto mail = take_word(call, "whose mail address");
  const auto text = take_word(call, "which tag");
  const bool remove = call.args.take_flag("--remove");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("customers_tag", [&](store::Tx& tx) {
    const auto found = customers::find_by_mail(tx, mail);
    if (!found) return no_such_customer(mail);
    const auto done = remove ? customers::untag(tx, found->id, text)
                             : customers::tag(tx, found->id, text, actor(), now);
    if (done) return 0;
    switch (done.why()) {
      case customers::TagRefusal::NotATag:
        std::cerr << "gdsctl: a tag is up to 40 letters, digits and hyphens\n";
        return 1;
      case customers::TagRefusal::NoSuchCustomer:
        return no_such_customer(mail);
    }
    return 1;
  });
}

// gdsctl customers note MAIL TEXT: for staff's eyes.
int customers_note(Call& call) {
  const auto mail = take_word(call, "whose mail address");
  const auto text = take_word(call, "what there is to note");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("customers_note", [&](store::Tx& tx) {
    const auto found = customers::find_by_mail(tx, mail);
    if (!found) return no_such_customer(mail);
    customers::note(tx, found->id, text, actor(), now);
    return 0;
  });
}

// gdsctl customers merge MAIL INTO: two rows are one person; INTO stays.
int customers_merge(Call& call) {
  const auto mail = take_word(call, "whose mail address is merged");
  const auto into = take_word(call, "into whose");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("customers_merge", [&](store::Tx& tx) {
    const auto from = customers::find_by_mail(tx, mail);
    const auto kept = customers::find_by_mail(tx, into);
    if (!from || !kept) return no_such_customer(from ? into : mail);
    const auto done = customers::merge(tx, from->id, kept->id, actor(), now);
    if (done) {
      order::follow_merge(tx, from->id, kept->id);
      identity::follow_merge(tx, from->id, kept->id);
      return 0;
    }
    switch (done.why()) {
      case customers::MergeRefusal::Same:
      case customers::MergeRefusal::AlreadyMerged:
        std::cerr << "gdsctl: they are one customer already\n";
        return 1;
      case customers::MergeRefusal::NoSuchCustomer:
        return no_such_customer(mail);
      case customers::MergeRefusal::TwoCompanies:
        std::cerr << "gdsctl: they buy for two companies; take one out of its company first\n";
        return 1;
    }
    return 1;
  });
}

}  // namespace ctl
