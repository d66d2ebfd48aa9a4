#include "pages/api/answer.h"

#include <algorithm>

#include "audit/audit.h"
#include "base/crypto.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "pages/api/key.h"

namespace pages::api {
namespace {

constexpr std::size_t kLongestName = 100;  // a UUID has 36; as the table has it

struct Words {
  int status;
  const char* type;
  const char* title;
};
Words words_of(Wrong what) {
  switch (what) {
    case Wrong::NoJson:
      return {400, "no-json", "The body is not JSON as it is read here"};
    case Wrong::NoName:
      return {400, "no-idempotency-key", "This request needs an Idempotency-Key"};
    case Wrong::Fields:
      return {422, "fields", "Some of the request cannot be taken"};
    case Wrong::OtherRequest:
      return {422, "idempotency-key-reused", "This Idempotency-Key belongs to another request"};
    case Wrong::Conflict:
      return {409, "conflict", "That cannot be done as things stand"};
    case Wrong::Stale:
      return {412, "stale", "This was changed since it was read"};
    case Wrong::NoPrecondition:
      return {428, "no-if-match", "This request needs If-Match"};
  }
  throw base::BugError{"a problem without words"};
}

// A browser that is led here by somebody keeps a file and runs nothing.
web::Response as_file(web::Response response) {
  response.header("Content-Disposition", "attachment; filename=\"api.json\"");
  return response;
}

web::Response problem_json(const Ctx& ctx, const Words& words, std::string_view detail,
                           const base::FieldErrors& fields) {
  base::JsonWriter json;
  const std::string type{words.type};
  json.begin_object();
  json.field("type", type.empty() ? "about:blank" : "urn:gigdataserv:problem:" + type);
  json.field("title", words.title).field("status", words.status);
  if (!detail.empty()) json.field("detail", detail);
  json.field("request", ctx.req.id);
  if (!fields.empty()) {
    json.key("errors").begin_array();
    for (const auto& [name, sentence] : fields)
      json.begin_object()
          .field(name.starts_with('#') ? "pointer" : "parameter", name)
          .field("detail", sentence)
          .end_object();
    json.end_array();
  }
  json.end_object();
  auto response = web::Response::json(json.take(), words.status);
  response.content_type = "application/problem+json";
  return as_file(std::move(response));
}

// Is this version among those that the header lists? Weak tags never are: bytes are compared.
bool lists(std::string_view header, const std::string& etag) {
  if (base::trimmed(header) == "*") return true;
  while (!header.empty()) {
    const auto end = std::min(header.find(','), header.size());
    if (base::trimmed(header.substr(0, end)) == etag) return true;
    header.remove_prefix(std::min(end + 1, header.size()));
  }
  return false;
}

web::Response written(const Document& document, const std::string& etag) {
  auto response = web::Response::json(document.body, document.status);
  response.header("ETag", etag);
  return as_file(std::move(response));
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::string request_hash(const web::Request& req) {
  return base::sha256_hex(req.method + '\n' + req.path + '\n' + req.query + '\n' + req.body);
}

// An answer and whether it was given before.
struct Given {
  Document document;
  std::string etag;
  bool before = false;
};

}  // namespace

web::Response wrong(const Ctx& ctx, Wrong what, std::string_view detail,
                    const base::FieldErrors& fields) {
  return problem_json(ctx, words_of(what), detail, fields);
}

web::Response problem(const Ctx& ctx, const web::Problem& problem) {
  const std::string title{web::reason_of(problem.status)};
  // What was thrown says too much; what a guard says is meant to be read.
  const bool told = problem.status == 401 || problem.status == 403 || problem.status == 429;
  auto response = problem_json(ctx, {problem.status, "", title.c_str()},
                               told ? std::string_view{problem.detail} : std::string_view{}, {});
  if (problem.status == 401) response.header("WWW-Authenticate", "Bearer realm=\"api\"");
  return response;
}

std::string Document::etag() const {
  constexpr std::size_t kLetters = 22;  // 132 bits
  return '"' + base::base64url(base::sha256(body)).substr(0, kLetters) + '"';
}

web::Response show(const Ctx& ctx, const Document& document) {
  const auto etag = document.etag();
  const auto known = ctx.req.header("If-None-Match");
  if (known.empty() || !lists(known, etag)) return written(document, etag);
  auto response = web::Response::empty(304);
  response.header("ETag", etag);
  return response;
}

std::optional<web::Response> refuse_version(const Ctx& ctx, const Document& now) {
  const auto wanted = ctx.req.header("If-Match");
  if (wanted.empty())
    return wrong(ctx, Wrong::NoPrecondition, "Send the ETag of what you have read.");
  if (!lists(wanted, now.etag())) return wrong(ctx, Wrong::Stale, "Read it again.");
  return std::nullopt;
}

web::Response change(Ctx& ctx, const char* transaction, Name need,
                     const std::function<Changed(store::Tx&)>& work) {
  const std::string name{ctx.req.header("Idempotency-Key")};
  if (name.empty() ? need == Name::Must : !is_name(name))
    return wrong(ctx, Wrong::NoName, "One to 100 visible characters of ASCII, a UUID for example.");
  const auto key = ctx.key->id;
  const auto done =
      ctx.db.transact(transaction, [&](store::Tx& tx) -> base::Result<Given, web::Response> {
        audit::act_as(tx, {actor(ctx), ctx.req.address, ctx.req.id});
        if (!name.empty()) {
          auto claimed = identity::claim_answer(tx, key, name, request_hash(ctx.req), ctx.now);
          if (claimed.claim == identity::Claim::OtherRequest)
            return wrong(ctx, Wrong::OtherRequest, "Choose a new one for a new request.");
          if (claimed.claim == identity::Claim::Answered)
            return Given{{std::move(claimed.answer.body), claimed.answer.status},
                         std::move(claimed.answer.etag),
                         true};
        }
        auto changed = work(tx);
        if (!changed) return changed.why();
        const auto etag = changed->etag();
        if (!name.empty())
          identity::keep_answer(tx, key, name, {changed->status, etag, changed->body});
        return Given{std::move(*changed), etag};
      });
  if (!done) return done.why();
  auto response = written(done->document, done->etag);
  if (done->before) response.header("Idempotency-Replayed", "true");
  return response;
}

}  // namespace pages::api
