#include "google_face.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "page.h"
#include "stripe_error.h"
#include "text.h"

namespace fakes {
namespace {

constexpr const char* kClient = "demo.apps.googleusercontent.com";
constexpr std::int64_t kCodeLives = 300;
constexpr const char* kReturn = "/auth/google/callback";

Reply error(int status, const char* code) {
  return {.status = status, .body = Json::object({{"error", code}}).compact()};
}

// Why an authorization request is not taken; "" when it is.
std::string fault_of(const Param& ask) {
  static constexpr std::array<std::string_view, 9> kKnown{
      "response_type", "client_id",      "redirect_uri",          "scope", "state",
      "nonce",         "code_challenge", "code_challenge_method", "prompt"};
  for (const auto& [name, value] : ask.children())
    if (!value.is_leaf() || std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
      return "unknown parameter " + name;
  if (ask["client_id"].text() != kClient) return "unknown client";
  const auto to = ask["redirect_uri"].text();
  if (!to.starts_with("http") || !to.ends_with(kReturn)) return "redirect_uri_mismatch";
  if (ask["response_type"].text() != "code") return "response_type is code";
  if (ask["scope"].text().find("openid") == std::string::npos) return "scope holds openid";
  if (ask["state"].text().size() < 32 || ask["nonce"].text().size() < 32)
    return "state and nonce are long";
  if (ask["code_challenge_method"].text() != "S256" || ask["code_challenge"].text().size() != 43)
    return "a code_challenge by S256 is wanted";
  return {};
}

std::string text_field(const char* name, const char* label, const char* value) {
  return std::string{"<p><label>"} + label + "<br><input name=\"" + name + "\" value=\"" + value +
         "\"></label></p>\n";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'
               ? std::string{c}
               : "%" + hex(std::string{c});
  return out;
}

}  // namespace

Reply GoogleFace::answer(const Request& request, const std::string& path) {
  const std::lock_guard lock{mutex_};
  if (state_ == State::Down) return Reply::html(503, "<html>no</html>");
  const bool get = request.method == "GET";
  try {
    if (path == "/.well-known/openid-configuration" && get) return discovery();
    if (path == "/auth" && get) return choose(request);
    if (path == "/auth" && request.method == "POST") return chosen(request);
    if (path == "/token" && request.method == "POST") return token(request);
  } catch (const StripeError&) {
    return error(400, "invalid_request");
  }
  if (path == "/certs" && get) {
    Json keys = Json::array();
    for (const auto& key : keys_) keys.push(key.jwk());
    return {.body = Json::object({{"keys", std::move(keys)}}).pretty(),
            .headers = {{"Cache-Control", "public, max-age=19800, must-revalidate"}}};
  }
  return {.status = 404, .type = "text/plain", .body = "no such address\n"};
}

Reply GoogleFace::discovery() {
  return {.body = Json::object({{"issuer", base_},
                                {"authorization_endpoint", base_ + "/auth"},
                                {"token_endpoint", base_ + "/token"},
                                {"jwks_uri", base_ + "/certs"},
                                {"code_challenge_methods_supported", Json::Array{"S256"}}})
                      .pretty(),
          .headers = {{"Cache-Control", "public, max-age=3600"}}};
}

Reply GoogleFace::choose(const Request& request) {
  if (const auto fault = fault_of(parse_form(request.query)); !fault.empty())
    return Reply::html(400, page("Google", "<h1>Error 400</h1>\n<p>" + html_escaped(fault)));
  return Reply::html(
      200,
      page("Choose an account",
           "<h1>Choose an account</h1>\n<p class=\"note\">This page stands in for Google's. Be "
           "whoever you like.</p>\n<form method=\"post\" action=\"/google/auth\">\n"
           "<input type=\"hidden\" name=\"query\" value=\"" +
               html_escaped(request.query) + "\">\n" +
               text_field("email", "Mail address", "kim.demo@gmail.com") +
               text_field("sub", "Account number", "110169484474386276334") +
               text_field("name", "Name", "Kim Demo") +
               text_field("email_verified", "Is the address verified", "true") +
               text_field("hd", "Organisation", "") +
               "<div class=\"actions\"><button class=\"primary\" name=\"press\" "
               "value=\"on\">Sign in</button><button name=\"press\" "
               "value=\"cancel\">Cancel</button></div>\n</form>\n"));
}

Reply GoogleFace::chosen(const Request& request) {
  const auto form = parse_form(request.body);
  const auto ask = parse_form(form["query"].text());
  if (!fault_of(ask).empty()) return error(400, "invalid_request");
  const auto back = ask["redirect_uri"].text() + "?state=" + escaped(ask["state"].text());
  if (form["press"].text() == "cancel") return Reply::see_other(back + "&error=access_denied");
  Grant grant{ask["redirect_uri"].text(), ask["code_challenge"].text(),
              std::time(nullptr) + kCodeLives, Json::object()};
  const auto verified = form["email_verified"].text() == "true";
  grant.claims.set("sub", form["sub"].text());
  grant.claims.set("email", form["email"].text());
  grant.claims.set("email_verified", verified);
  if (!form["hd"].text().empty()) grant.claims.set("hd", form["hd"].text());
  grant.claims.set("name", form["name"].text());
  grant.claims.set("nonce", ask["nonce"].text());
  const auto code = "4/" + random_token(40);
  grants_.insert_or_assign(code, std::move(grant));
  return Reply::see_other(back + "&code=" + escaped(code) +
                          "&scope=email%20openid&iss=" + escaped(base_));
}

Reply GoogleFace::token(const Request& request) {
  if (!lower(header(request.headers, "Content-Type"))
           .starts_with("application/x-www-form-urlencoded") ||
      !request.query.empty())
    return error(400, "invalid_request");
  const auto form = parse_form(request.body);
  static constexpr std::array<std::string_view, 6> kKnown{
      "grant_type", "code", "redirect_uri", "client_id", "client_secret", "code_verifier"};
  for (const auto& [name, value] : form.children())
    if (!value.is_leaf() || std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
      return error(400, "invalid_request");
  if (form["grant_type"].text() != "authorization_code")
    return error(400, "unsupported_grant_type");
  if (form["client_id"].text() != kClient || form["client_secret"].text() != client_secret_)
    return error(401, "invalid_client");
  const auto found = grants_.find(form["code"].text());
  if (found == grants_.end()) return error(400, "invalid_grant");
  const auto grant = std::move(found->second);
  grants_.erase(found);
  if (form["redirect_uri"].text() != grant.redirect_uri) return error(400, "redirect_uri_mismatch");
  const auto verifier = form["code_verifier"].text();
  if (grant.expires_at <= std::time(nullptr) || verifier.size() < 43 ||
      base64url(sha256_raw(verifier)) != grant.challenge)
    return error(400, "invalid_grant");
  const auto access = "ya29." + random_token(60);
  return {.body = Json::object({{"access_token", access},
                                {"expires_in", 3599},
                                {"scope", "openid email profile"},
                                {"token_type", "Bearer"},
                                {"id_token", id_token(grant, access)}})
                      .compact(),
          .headers = {{"Cache-Control", "no-store"}}};
}

std::string GoogleFace::id_token(const Grant& grant, const std::string& access_token) {
  const auto now = std::time(nullptr);
  Bent bent;
  if (!bent_.empty()) {
    bent = bent_.front();
    bent_.erase(bent_.begin());
  }
  auto claims = grant.claims;
  claims.set("iss", base_);
  claims.set("aud", kClient);
  claims.set("azp", kClient);
  claims.set("iat", now);
  claims.set("exp", now + 3600);
  claims.set("at_hash", base64url(sha256_raw(access_token).substr(0, 16)));
  for (const auto& member : bent.claims.members()) claims.set(member.name, member.value);
  for (const auto& name : bent.without.items()) claims.erase(name.text());
  const auto& key = keys_.back();
  auto head = Json::object({{"alg", "RS256"}, {"kid", key.id()}, {"typ", "JWT"}});
  if (bent.sign == "none") head.set("alg", "none");
  if (bent.sign == "hs256") head.set("alg", "HS256");
  for (const auto& member : bent.header.members()) head.set(member.name, member.value);
  auto text = claims.compact();
  if (!bent.append.empty()) text.insert(text.size() - 1, bent.append);
  const auto message = base64url(head.compact()) + '.' + base64url(text);
  std::string signature;
  if (bent.sign == "right") signature = key.rs256(message);
  if (bent.sign == "other_key") signature = SigningKey{"other"}.rs256(message);
  if (bent.sign == "hs256") signature = hs256(key.public_pem(), message);
  return message + '.' + base64url(signature);
}

void GoogleFace::bend_next(Bent bent) {
  const std::lock_guard lock{mutex_};
  bent_.push_back(std::move(bent));
}

void GoogleFace::rotate() {
  const std::lock_guard lock{mutex_};
  keys_.clear();
  keys_.emplace_back("key-" + std::to_string(++drawn_));
}

void GoogleFace::set_state(State state) {
  const std::lock_guard lock{mutex_};
  state_ = state;
}

void GoogleFace::clear() {
  const std::lock_guard lock{mutex_};
  grants_.clear();
  bent_.clear();
  state_ = State::Up;
}

}  // namespace fakes
