#include "web/ladder.h"

#include <string>

#include "base/error.h"
#include "store/db.h"
#include "web/errors.h"

namespace web {
namespace {

// How long a visitor should wait before trying again: PostgreSQL restarts in seconds.
constexpr int kRetrySeconds = 10;

void report(base::Log& log, const Request& req, std::string_view kind, std::string_view what) {
  log.write(base::LogLine{"error"}.add("id", req.id).add("kind", kind).add("error", what));
}

Problem problem_of(base::Log& log, const Request& req, const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const NotFound& e) {
    return {404, e.what()};
  } catch (const Forbidden& e) {
    return {403, e.what()};
  } catch (const store::DbError& e) {
    report(log, req, "database", e.what());
    if (e.unreachable()) return {503, e.what(), {}, kRetrySeconds};
    return {500, e.what()};
  } catch (const base::BugError& e) {
    report(log, req, "bug", e.what());
    return {500, e.what()};
  } catch (const std::exception& e) {
    report(log, req, "failure", e.what());
    return {500, e.what()};
  } catch (...) {
    report(log, req, "failure", "an exception of no known type");
    return {500, "unknown"};
  }
}

}  // namespace

Response with_problem(Response response, const Problem& problem) {
  if (response.status / 100 == 3) return response;  // the page knows a better place
  // A page may know that what is not there was there once.
  if (problem.status == 404 && response.status == 410) return response;
  // Or is that thing's own page, and says so by its canonical address.
  if (problem.status == 404 && response.status == 200 && !response.header("Link").empty())
    return response;
  response.status = problem.status;
  if (!problem.allow.empty()) response.header("Allow", problem.allow);
  if (problem.retry_after > 0) response.header("Retry-After", std::to_string(problem.retry_after));
  return response;
}

Response climb(base::Log& log, const Request& req, const std::function<Response()>& work,
               const std::function<Response(const Problem&)>& page) {
  Problem problem;
  try {
    return work();
  } catch (...) {
    problem = problem_of(log, req, std::current_exception());
  }
  try {
    return with_problem(page(problem), problem);
  } catch (...) {
    // The error page itself fails: its templates may be what is broken.
    problem_of(log, req, std::current_exception());
    return with_problem(Response::text("Something went wrong here. Please try again in a moment.\n"
                                       "Reference: " +
                                       req.id + "\n"),
                        problem);
  }
}

}  // namespace web
