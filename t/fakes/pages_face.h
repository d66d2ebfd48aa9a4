#pragma once
#include "http.h"

namespace fakes {

// Who is told of changed pages: a CDN (POST /cdn/purge) and search engines (POST /indexnow, as the
// protocol has it). Both only answer; what they were told stands in the log of requests.
Reply answer_purge(const Request& request);
Reply answer_index_now(const Request& request);

}  // namespace fakes
