#include "base/email.h"
#include "customers/customers.h"

namespace customers {
namespace {

using store::Query;

const Query<Customer(CustomerId)> kFind{"customers.find", R"sql(
    SELECT id, email, mail_key, email_verified_at, name, phone, merged_into_id, created_at
      FROM customers WHERE id = $1)sql"};

const Query<Customer(std::string)> kFindByMail{"customers.find_by_mail", R"sql(
    SELECT id, email, mail_key, email_verified_at, name, phone, merged_into_id, created_at
      FROM customers
     WHERE id = (SELECT coalesce(merged_into_id, id) FROM customers WHERE mail_key = $1))sql"};

const Query<CustomerId(std::string, std::string, Instant)> kForMail{"customers.for_mail", R"sql(
    SELECT customer_for_mail($1, $2, $3))sql"};

const Query<void(CustomerId, std::string, std::string, Instant)> kRename{"customers.rename", R"sql(
    UPDATE customers SET name = $2, phone = $3, updated_at = $4 WHERE id = $1)sql"};

const Query<void(CustomerId, Instant)> kVerify{"customers.verify_email", R"sql(
    UPDATE customers SET email_verified_at = $2, updated_at = $2
     WHERE id = $1 AND email_verified_at IS NULL)sql"};

const Query<bool(std::string, CustomerId)> kTaken{"customers.is_mail_taken", R"sql(
    SELECT EXISTS (SELECT FROM customers WHERE mail_key = $1 AND id <> $2))sql"};

const Query<void(CustomerId, std::string, Instant)> kChange{"customers.change_email", R"sql(
    UPDATE customers
       SET email = $2, updated_at = $3,
           email_verified_at = CASE WHEN mail_key = mail_key($2) THEN email_verified_at END
     WHERE id = $1 AND merged_into_id IS NULL)sql"};

}  // namespace

std::optional<Customer> find(store::Tx& tx, CustomerId customer) {
  return tx.one_or_none(kFind, customer);
}

std::optional<Customer> find_by_mail(store::Tx& tx, const std::string& mail) {
  return tx.one_or_none(kFindByMail, base::mail_key(mail));
}

CustomerId for_mail(store::Tx& tx, const std::string& email, const std::string& name, Instant now) {
  return tx.one(kForMail, email, name, now);
}

void rename(store::Tx& tx, CustomerId customer, const std::string& name, const std::string& phone,
            Instant now) {
  tx.exec(kRename, customer, name, phone, now);
}

void verify_email(store::Tx& tx, CustomerId customer, Instant now) {
  tx.exec(kVerify, customer, now);
}

base::Result<base::Done, EmailRefusal> change_email(store::Tx& tx, CustomerId customer,
                                                    const std::string& email, Instant now) {
  const auto address = base::parse_email(email);
  if (!address) return EmailRefusal::NotAnAddress;
  // A rival who takes the address just now breaks the unique key of the other: it throws.
  if (tx.one(kTaken, base::mail_key(*address), customer)) return EmailRefusal::Taken;
  if (tx.exec(kChange, customer, *address, now) == 0) return EmailRefusal::NoSuchCustomer;
  return base::Done{};
}

}  // namespace customers
