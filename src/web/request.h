#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "web/multipart.h"

namespace web {

// Where a body comes from while it has not been read yet.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // Appends to `out` until the end or until `limit` bytes are in it. False: there was more.
  virtual bool read(std::string& out, std::size_t limit) = 0;
};

enum class BodyRead { Whole, TooLarge };

// One request, owned: nothing in it points into the server. A test builds one by hand:
//   web::Request req{"POST", "/cart/add", {{"variant", "7"}, {"units", "2"}}};
// and adds what it needs with set_header() and the public members.
class Request {
 public:
  Request() = default;
  // With fields, the body is their urlencoded form. `target` is the path with its query.
  Request(std::string request_method, std::string_view target, const base::Fields& form = {});

  std::string method;
  std::string path;   // as sent, without the query; percent signs stand
  std::string query;  // as sent, without the '?'
  std::string body;
  std::string id;       // names this request in the log, on error pages and in reports
  std::string address;  // of the client, behind trusted proxies; "" when unknown

  // Takes "/path?query" apart.
  void set_target(std::string_view target);

  // The value of a header, or "". Names are compared without case; '-' and '_' are one.
  std::string_view header(std::string_view name) const;
  void set_header(std::string_view name, std::string value);
  // Without looking for an earlier one, which would win.
  void add_header(std::string_view name, std::string_view value) {
    headers_.emplace_back(name, value);
  }
  std::string_view content_type() const { return header("Content-Type"); }
  // Is it this type, whatever its parameters (charset, boundary)?
  bool has_content_type(std::string_view type) const;

  // The first cookie of that full name, or null: see Cookies for the shop's own.
  const std::string* cookie(std::string_view full_name) const;

  // What the route's ":name" stood for, decoded; a name the route lacks is a bug.
  const std::string& param(std::string_view name) const;
  void set_params(base::Fields params) { params_ = std::move(params); }

  // Fields of the query string and of an urlencoded body; parsed once. When something cannot be
  // decoded the fields hold what came before it, and Form refuses the whole. So it does with a
  // query that holds a NUL or bad UTF-8, whose fields leave that out. Of a multipart body that
  // has a flaw there are neither fields nor files.
  const base::Fields& query_fields() const;
  const base::Fields& body_fields() const;
  bool query_is_malformed() const;
  bool body_is_malformed() const;
  // The file that was chosen in that field of a multipart form, or null.
  const UploadedFile* file(std::string_view field) const;

  void set_body_source(BodySource* source) { source_ = source; }
  // Reads the body unless it is there already. More than `limit` bytes: nothing is kept.
  BodyRead read_body(std::size_t limit);

  bool is_safe() const { return method == "GET" || method == "HEAD"; }

 private:
  struct Parsed {
    bool done = false;
    bool malformed = false;
    base::Fields fields;
  };
  static const Parsed& parsed(Parsed& kept, std::string_view text);

  std::vector<std::pair<std::string, std::string>> headers_;
  base::Fields params_;
  BodySource* source_ = nullptr;
  mutable Parsed query_;
  mutable Parsed form_;
  mutable Parsed cookies_;
  mutable std::vector<UploadedFile> files_;
};

// More fields than any page of ours has: a request with more is malformed.
inline constexpr std::size_t kMostFields = 2000;

// "name=value&..." with + for blanks. False when a % is broken or the fields are too many.
bool parse_urlencoded(std::string_view text, base::Fields& into);

}  // namespace web
