#pragma once
#include <string>
#include <string_view>

#include "web/form.h"
#include "web/response.h"

// Files that come in with a form, and files that go out again (decision 0094).
namespace pages {

// The PDF in that field of a form, looked at; "" and an error there when it is missing or none that
// we take.
std::string read_paper(const web::Request& req, web::Form& form, std::string_view field);

// A file that somebody sent in, for its reader to keep: never opened here as a page, never guessed
// to be of another kind, and powerless where it is opened all the same. `name` is ours, never the
// sender's.
web::Response attachment(std::string bytes, std::string_view type, std::string_view name);

}  // namespace pages
