#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipping {

// Where the shop sells: the 50 states and DC. Territories, military post and other countries get a
// clear refusal (design: the money path, 12).
struct UsState {
  std::string_view code;
  std::string_view name;
};
const std::vector<UsState>& us_states();

// "tx", " Texas " and "TX" are TX; anything the shop does not sell to is nothing.
std::optional<std::string> parse_state(std::string_view typed);

// "78701" or "78701-1234", as typed by people ("78701 1234" too).
std::optional<std::string> parse_zip(std::string_view typed);

// Can this ZIP code lie in that state? By the first digit's states and the known exceptions; both
// are in their parsed form.
bool zip_fits_state(std::string_view zip, std::string_view state);

// A state in which this ZIP code may lie; nothing where the shop does not sell. Not always the one:
// for an estimate, whose price is the same in all of them.
std::optional<std::string> likely_state(std::string_view zip);

// A post office box, however it is written; UPS and FedEx do not go there.
bool is_po_box(std::string_view line);

// Of the 48 states that hang together, and DC.
bool is_contiguous(std::string_view state);

}  // namespace shipping
