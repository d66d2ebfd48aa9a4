#pragma once
#include <span>
#include <string>
#include <string_view>

// What is left out of requests and answers before they are kept: one list for forms, answers and
// events. Ids, amounts, states and what was sold stay; they are what a record is searched for.
namespace stripe {

// Names whose values are kept nowhere: secrets, links that pay or open somebody's account, a card's
// number, and who somebody is: the order has that, and forgets it when it is asked to. Below such a
// name every value is left out, however deep.
std::span<const std::string_view> redacted_names();

// Well-formed JSON with "redacted" in place of each such value; null, true and false stay, and so
// does every blank. What reads as the number of a card or holds a mail address is left out whatever
// its name.
std::string redacted_json(std::string_view json);

// The same of a form or a query: "customer_email=redacted&line_items[0][quantity]=2".
std::string redacted_form(std::string_view form);

}  // namespace stripe
