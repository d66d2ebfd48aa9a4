#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/fields.h"
#include "base/result.h"
#include "pages/ctx.h"
#include "web/guards.h"

// How the API answers: documents with an ETag, problem details (RFC 9457), and changes that are
// done once for each name that a key gives them.
namespace pages::api {

// What is wrong with a request that had its guards behind it. Each has a status, a type and a title
// that never change.
enum class Wrong {
  NoJson,         // 400: the body
  NoName,         // 400: Idempotency-Key is missing, or no name
  Fields,         // 422: of the body or the query
  OtherRequest,   // 422: Idempotency-Key was used for another one
  Conflict,       // 409: the shop is not as the request supposes
  Stale,          // 412: If-Match names another version
  NoPrecondition  // 428: If-Match is missing
};
// `fields` are named by a JSON pointer ("#/title") or are parameters ("limit").
web::Response wrong(const Ctx& ctx, Wrong what, std::string_view detail,
                    const base::FieldErrors& fields = {});
// Of a guard, or of something thrown.
web::Response problem(const Ctx& ctx, const web::Problem& problem);

// One document, as JSON text.
struct Document {
  std::string body;
  int status = 200;
  std::string etag() const;  // a strong one, of the body's bytes
};
// 304 without a body where If-None-Match names this version.
web::Response show(const Ctx& ctx, const Document& document);

// May what is this document now be changed? Nothing: yes.
std::optional<web::Response> refuse_version(const Ctx& ctx, const Document& now);

// Does a change need a name (Idempotency-Key)? One that says what shall be, under If-Match, may go
// without; one that adds something must not.
enum class Name { Must, May };
// What a change answers with: what it made, or why nothing was done (rolled back, and not kept: the
// same name may try again).
using Changed = base::Result<Document, web::Response>;
// Runs `work` in one transaction, the key being the actor of the audit log. The same request again
// gets the answer that is kept; of two at once one waits for the other.
web::Response change(Ctx& ctx, const char* transaction, Name name,
                     const std::function<Changed(store::Tx&)>& work);

}  // namespace pages::api
