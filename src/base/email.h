#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace base {

// A mail address as we can really send to it: the plain form local@domain of RFC 5321, ASCII, no
// quoted local part, no bare IP address, a domain with a dot. The domain comes back in lower case,
// the local part as typed. It can stand in a header and in a log of nobody.
std::optional<std::string> parse_email(std::string_view text);

// The part before the @ of such an address: letters, digits and RFC 5321's marks, no dot at either
// end or beside another. What takes an address and what writes to it both ask here.
bool is_email_local_part(std::string_view text);

// What makes two addresses one person's for limits a customer: lower case, and without the "+tag"
// that anyone can add to the local part. "" for what is no address.
std::string mail_key(std::string_view text);

}  // namespace base
