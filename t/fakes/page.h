#pragma once
#include <string>
#include <string_view>

namespace fakes {

// A whole page of the stand-ins: title escaped, main already HTML. No script, one inline style.
std::string page(std::string_view title, const std::string& main);

// A form of one button; works without script.
std::string button_form(const std::string& action, std::string_view label, std::string_view kind);

}  // namespace fakes
