#pragma once
#include <string_view>

#include "web/request.h"

namespace web {

// A request as it was recorded off the wire: request line, headers, blank line, body. For
// `gds-web --once`. Throws base::Error when it is none.
Request parse_raw_request(std::string_view text);

}  // namespace web
