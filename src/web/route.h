#pragma once
#include <cstddef>
#include <string_view>

#include "web/request.h"
#include "web/response.h"

namespace web {

enum class Pool { Shop, Outbound, Hooks, Admin };
// Signed is a machine that proves itself by a signature in the request; Key is one with a key of
// the API, which holds the scope of the route.
enum class Who { Anyone, Shopper, Staff, Signed, Key };
// None is for pages that change nothing. Csrf: the form comes from a page of ours. Signature: see
// Who::Signed. Loopback: the client is on this machine. Bearer: the proof comes in a header that no
// browser sends by itself.
enum class Guard { None, Csrf, Signature, Loopback, Bearer };
// Which limit by address applies; the numbers are pace.* of the configuration.
enum class Pace {
  None,
  Read,
  Search,
  Write,
  Checkout,
  Payment,
  Lookup,
  GiftCard,
  SignIn,
  MailLink,
  Hook
};
// What who is signed in must have shown: the session alone, or besides a code of the authenticator
// some minutes ago, for what does harm in the hands of whoever finds a session open.
enum class Proof { Session, FreshCode };
// What a body must be: nothing is read for a GET. Raw takes any type, for signed bytes. Upload is a
// form with files (multipart/form-data), which no other route takes; the row says how large.
enum class Body { Form, Json, Raw, Upload };

std::string_view to_text(Pool pool);
std::string_view to_text(Who who);
std::string_view to_text(Guard guard);
std::string_view to_text(Pace pace);
// The pool of that name; throws base::UsageError for another.
Pool pool_named(std::string_view name);

inline constexpr std::size_t kFormLimit = std::size_t{64} * 1024;
// Events of others, signed over their raw bytes (contract sheet: refuse over 1 MiB).
inline constexpr std::size_t kHookLimit = std::size_t{1024} * 1024;
// One file of so many bytes, and the fields and heads around it.
constexpr std::size_t upload_limit(std::size_t file) {
  return file + kFormLimit;
}

// Everything about a route but what it does.
struct RouteRow {
  std::string_view method;  // a GET route answers HEAD too
  std::string_view path;    // "/orders/:number": a segment with a colon stands for any one
  Pool pool;
  Who who;
  Guard guard;
  Pace pace;
  Body body = Body::Form;
  std::size_t body_limit = kFormLimit;
  std::string_view scope = {};  // of Who::Key, and the permission of Who::Staff; "" is any of them
  Proof proof = Proof::Session;
};

// A row of the route table of an application whose handlers take a Ctx. The row is the security
// review.
template <class Ctx>
struct Route {
  std::string_view method;
  std::string_view path;
  Pool pool;
  Who who;
  Guard guard;
  Pace pace;
  Response (*handler)(Ctx&);
  Body body = Body::Form;
  std::size_t body_limit = kFormLimit;
  std::string_view scope = {};
  Proof proof = Proof::Session;

  RouteRow row() const {
    return {method, path, pool, who, guard, pace, body, body_limit, scope, proof};
  }
};

}  // namespace web
