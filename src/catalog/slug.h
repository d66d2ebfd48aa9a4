#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace catalog {

// Letters and digits in lower case, every run of anything else one hyphen, none at the ends:
// "Cisco WS-C2960+24PC-L" is "cisco-ws-c2960-24pc-l". At most 80 characters, cut at a hyphen where
// there is one. Empty when the text has no ASCII letter or digit.
std::string slugify(std::string_view text);

// Upper-case letters and digits only: what part numbers are searched by.
std::string normalised_part_number(std::string_view text);

// What may set two products of one slug apart, as text; empty is not known.
struct Distinction {
  std::string ports;
  std::string poe_ports;
  std::string airflow;
  std::string category;  // its last name
  std::string u_height;
  std::string power_supplies;
  std::string max_draw;
  std::string weight;
};

// The addresses to try for a product whose slug `taken` another product has, best first: the slug
// with the first attribute that differs and is known, then with a number from 2 on.
std::vector<std::string> other_slugs(std::string_view taken, const Distinction& mine,
                                     const Distinction& theirs);

}  // namespace catalog
