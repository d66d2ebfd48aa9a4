#pragma once
#include <string>

#include "views/search_filter.h"
#include "web/request.h"

namespace pages::shop {

// What is in the address and means something; a filter that does not exist is left out. A place
// (in=c/networking/switches) counts where nothing is asked for.
views::SearchFilter read_filter(const web::Request& request, const std::string& query);

}  // namespace pages::shop
