#pragma once
#include <functional>

#include "base/log.h"
#include "web/guards.h"
#include "web/request.h"
#include "web/response.h"

namespace web {

// The one place that turns what was thrown into an answer: NotFound 404, Forbidden 403, a database
// out of reach 503 with Retry-After, all else 500. Everything but the first two is written to the
// log with the request's id. A `page` that throws too is replaced by plain words.
Response climb(base::Log& log, const Request& req, const std::function<Response()>& work,
               const std::function<Response(const Problem&)>& page);

// Status, Allow and Retry-After as the problem says, unless the page leads elsewhere.
Response with_problem(Response response, const Problem& problem);

}  // namespace web
