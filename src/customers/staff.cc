#include <algorithm>

#include "base/text.h"
#include "customers/customers.h"

namespace customers {
namespace {

using store::Query;

constexpr std::size_t kLongestTag = 40;  // as the table says

const Query<bool(CustomerId)> kIsThere{"customers.is_there", R"sql(
    SELECT EXISTS (SELECT FROM customers WHERE id = $1))sql"};

const Query<void(CustomerId, std::string, std::string, Instant)> kTag{"customers.tag", R"sql(
    INSERT INTO customer_tags (customer_id, tag, actor, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING)sql"};

const Query<void(CustomerId, std::string)> kUntag{"customers.untag", R"sql(
    DELETE FROM customer_tags WHERE customer_id = $1 AND tag = $2)sql"};

const Query<std::string(CustomerId)> kTags{"customers.tags", R"sql(
    SELECT tag FROM customer_tags WHERE customer_id = $1 ORDER BY tag COLLATE "C")sql"};

const Query<std::string(CustomerId)> kCompanyOf{"customers.company_of_groups", R"sql(
    SELECT c.name FROM company_members m JOIN companies c ON c.id = m.company_id
     WHERE m.customer_id = $1 AND m.joined_at IS NOT NULL)sql"};

const Query<void(CustomerId, std::string, std::string, Instant)> kNote{"customers.note", R"sql(
    INSERT INTO customer_notes (customer_id, body, actor, at) VALUES ($1, $2, $3, $4))sql"};

const Query<Note(CustomerId)> kNotes{"customers.notes", R"sql(
    SELECT body, actor, at FROM customer_notes
     WHERE customer_id IN (SELECT $1 UNION ALL SELECT id FROM customers WHERE merged_into_id = $1)
     ORDER BY at, id)sql"};

}  // namespace

std::optional<std::string> parse_tag(std::string_view text) {
  std::string tag;
  for (const char c : base::lower_ascii(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      tag += c;
    else if (!tag.empty() && tag.back() != '-')
      tag += '-';
  }
  if (!tag.empty() && tag.back() == '-') tag.pop_back();
  if (tag.empty() || tag.size() > kLongestTag) return std::nullopt;
  return tag;
}

std::vector<std::string> groups(store::Tx& tx, CustomerId customer) {
  auto groups = tags(tx, customer);
  if (const auto company = tx.one_or_none(kCompanyOf, customer))
    if (const auto group = parse_tag("company " + *company)) groups.push_back(*group);
  std::sort(groups.begin(), groups.end());
  return groups;
}

base::Result<base::Done, TagRefusal> tag(store::Tx& tx, CustomerId customer,
                                         const std::string& text, const std::string& actor,
                                         Instant now) {
  const auto word = parse_tag(text);
  if (!word) return TagRefusal::NotATag;
  if (!tx.one(kIsThere, customer)) return TagRefusal::NoSuchCustomer;
  tx.exec(kTag, customer, *word, actor, now);
  return base::Done{};
}

base::Result<base::Done, TagRefusal> untag(store::Tx& tx, CustomerId customer,
                                           const std::string& text) {
  const auto word = parse_tag(text);
  if (!word) return TagRefusal::NotATag;
  if (!tx.one(kIsThere, customer)) return TagRefusal::NoSuchCustomer;
  tx.exec(kUntag, customer, *word);
  return base::Done{};
}

std::vector<std::string> tags(store::Tx& tx, CustomerId customer) {
  return tx.all(kTags, customer);
}

void note(store::Tx& tx, CustomerId customer, const std::string& body, const std::string& actor,
          Instant now) {
  tx.exec(kNote, customer, body, actor, now);
}

std::vector<Note> notes(store::Tx& tx, CustomerId customer) {
  return tx.all(kNotes, customer);
}

}  // namespace customers
