#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "store/db.h"

// Who buys. This module owns customers, addresses, companies, company_members, company_events,
// customer_tags and customer_notes. A customer is a mailbox: one row a mail key, made when the
// first order of that mail is placed, with or without an account. It promises that a row found by
// mail is the one its person is kept under, and at most one address for each use. It proves
// nothing: what an unverified customer may see is for others to refuse (order/customer.h).
namespace customers {

using base::AddressId;
using base::CompanyId;
using base::CustomerId;
using base::Instant;
using base::Money;

struct Customer {
  CustomerId id;
  std::string email;
  std::string mail_key;
  std::optional<Instant> email_verified_at;
  std::string name;
  std::string phone;
  std::optional<CustomerId> merged_into;
  Instant created_at;
  static constexpr auto columns() {
    return base::Columns<&Customer::id, &Customer::email, &Customer::mail_key,
                         &Customer::email_verified_at, &Customer::name, &Customer::phone,
                         &Customer::merged_into, &Customer::created_at>{};
  }
};

std::optional<Customer> find(store::Tx& tx, CustomerId customer);
// By mailbox ("Ann+shop@x.org" finds ann@x.org); a merged row leads to the one that stayed.
std::optional<Customer> find_by_mail(store::Tx& tx, const std::string& mail);
// The same, made when there is none: unverified. The address was parsed. One statement; two that
// make the same one get one row.
CustomerId for_mail(store::Tx& tx, const std::string& email, const std::string& name, Instant now);
void rename(store::Tx& tx, CustomerId customer, const std::string& name, const std::string& phone,
            Instant now);

// The caller saw proof: a link that was sent there came back. The first proof's time stays.
void verify_email(store::Tx& tx, CustomerId customer, Instant now);

enum class EmailRefusal { NotAnAddress, Taken, NoSuchCustomer };
// The new address is unverified unless it is the same mailbox.
base::Result<base::Done, EmailRefusal> change_email(store::Tx& tx, CustomerId customer,
                                                    const std::string& email, Instant now);

// Addresses -----------------------------------------------------------------------------------

struct Address {
  std::string label;  // "warehouse", in the customer's words
  std::string name;
  std::string company;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;  // two letters
  std::string zip;    // five digits, or nine with a hyphen
  std::string phone;
};
struct KeptAddress {
  AddressId id;
  Address address;
  bool default_shipping;
  bool default_billing;
};
enum class Use { Shipping, Billing };
enum class AddressRefusal { NoSuchAddress, TooMany };
inline constexpr int kMostAddresses = 100;  // a page of them; nobody's account grows without end

// The address was checked by whoever read it (shipping/us_address.h). The customer's first address
// is the default for both uses. Each of these locks the customer's row; an address is found with
// its owner only (invariant A1).
base::Result<AddressId, AddressRefusal> add_address(store::Tx& tx, CustomerId customer,
                                                    const Address& address, Instant now);
base::Result<base::Done, AddressRefusal> edit_address(store::Tx& tx, CustomerId customer,
                                                      AddressId id, const Address& address,
                                                      Instant now);
base::Result<base::Done, AddressRefusal> remove_address(store::Tx& tx, CustomerId customer,
                                                        AddressId id);
base::Result<base::Done, AddressRefusal> make_default(store::Tx& tx, CustomerId customer,
                                                      AddressId id, Use use, Instant now);
// Oldest first.
std::vector<KeptAddress> addresses(store::Tx& tx, CustomerId customer);

// What staff say of a customer ----------------------------------------------------------------

// "Net 30 buyers" as the tag it is kept as ("net-30-buyers"); nothing when no letter or digit is
// left or it is too long. Tags are the groups of price lists and promotions.
std::optional<std::string> parse_tag(std::string_view text);
enum class TagRefusal { NotATag, NoSuchCustomer };
// Twice is once.
base::Result<base::Done, TagRefusal> tag(store::Tx& tx, CustomerId customer,
                                         const std::string& text, const std::string& actor,
                                         Instant now);
base::Result<base::Done, TagRefusal> untag(store::Tx& tx, CustomerId customer,
                                           const std::string& text);
// Sorted.
std::vector<std::string> tags(store::Tx& tx, CustomerId customer);

// The groups whose price lists apply to the customer: the tags, and of who buys for a company also
// "company-" and its name as a tag. Sorted.
std::vector<std::string> groups(store::Tx& tx, CustomerId customer);

struct Note {
  std::string body;
  std::string actor;
  Instant at;
  static constexpr auto columns() { return base::Columns<&Note::body, &Note::actor, &Note::at>{}; }
};
// For staff's eyes; never edited.
void note(store::Tx& tx, CustomerId customer, const std::string& body, const std::string& actor,
          Instant now);
// Oldest first, with those of the rows that were merged into this one.
std::vector<Note> notes(store::Tx& tx, CustomerId customer);

enum class MergeRefusal { Same, NoSuchCustomer, AlreadyMerged, TwoCompanies };
// Staff found that two rows are one person: addresses, tags and company go over to `into`, notes
// are read with it, the row `from` stays for its mail address. Locks both rows by ascending id.
// Orders follow by order::follow_merge(), in the same transaction.
base::Result<base::Done, MergeRefusal> merge(store::Tx& tx, CustomerId from, CustomerId into,
                                             const std::string& actor, Instant now);

// A sentence for each promise above that a row breaks; none, ever.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace customers
