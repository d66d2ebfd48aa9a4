#include "stripe/redaction.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace stripe {
namespace {

using std::string_view;

constexpr string_view kInstead = "redacted";

constexpr std::array kNames = {
    // Secrets, and links by which anybody could pay or look.
    string_view{"client_secret"},
    string_view{"secret"},
    string_view{"url"},
    string_view{"success_url"},
    string_view{"cancel_url"},
    string_view{"return_url"},
    string_view{"receipt_url"},
    string_view{"hosted_invoice_url"},
    string_view{"invoice_pdf"},
    string_view{"request_log_url"},
    // Cards.
    string_view{"cvc"},
    string_view{"exp_month"},
    string_view{"exp_year"},
    // Who somebody is, in a session, a payment, a customer, an invoice, a calculation, a dispute.
    string_view{"name"},
    string_view{"email"},
    string_view{"phone"},
    string_view{"address"},
    string_view{"customer_details"},
    string_view{"customer_email"},
    string_view{"customer_name"},
    string_view{"customer_phone"},
    string_view{"customer_address"},
    string_view{"customer_shipping"},
    string_view{"customer_tax_ids"},
    string_view{"receipt_email"},
    string_view{"billing_details"},
    string_view{"shipping"},
    string_view{"shipping_details"},
    string_view{"collected_information"},
    string_view{"tax_ids"},
    string_view{"ip_address"},
    string_view{"evidence"},
};

bool is_listed(string_view name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// 13 to 19 digits, blanks and hyphens between, whose check digit is right.
bool is_card_number(string_view text) {
  constexpr std::size_t kFewest = 13;
  constexpr std::size_t kMost = 19;
  std::size_t digits = 0;
  int sum = 0;
  for (auto at = text.rbegin(); at != text.rend(); ++at) {
    if (*at == ' ' || *at == '-') continue;
    if (*at < '0' || *at > '9') return false;
    const int doubled = (*at - '0') * (digits % 2 == 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
    ++digits;
  }
  return digits >= kFewest && digits <= kMost && sum % 10 == 0;
}

// Does it name a mailbox? Stripe's words about a mistake repeat what was wrong.
bool holds_mail_address(string_view text) {
  for (auto at = text.find('@'); at != string_view::npos; at = text.find('@', at + 1)) {
    const auto after = text.substr(at + 1, text.find_first_of(" \t\n", at + 1) - at - 1);
    if (at > 0 && text[at - 1] != ' ' && after.find('.') != string_view::npos) return true;
  }
  return false;
}

bool is_telling(string_view value) {
  return is_card_number(value) || holds_mail_address(value);
}

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Walks over a document and writes it anew.
class Walk {
 public:
  explicit Walk(string_view json) : json_{json} { out_.reserve(json.size()); }

  std::string whole() {
    while (at_ < json_.size()) step();
    return std::move(out_);
  }

 private:
  // Values inside containers under a listed name are left out until that container ends.
  void step() {
    const char c = json_[at_];
    if (c == '"') return text();
    if (c == '{' || c == '[') {
      ++depth_;
      if (listed_ && hidden_from_ == 0) hidden_from_ = depth_;
    } else if (c == '}' || c == ']') {
      if (hidden_from_ == depth_) hidden_from_ = 0;
      --depth_;
      listed_ = false;
    } else if (c == ',') {
      listed_ = false;
    } else if ((c >= '0' && c <= '9') || c == '-') {
      return number();
    }
    out_ += c;
    ++at_;
  }

  // Some text: a name when a colon follows, else a value.
  void text() {
    const auto begin = at_ + 1;
    auto end = begin;
    while (end < json_.size() && json_[end] != '"') end += json_[end] == '\\' ? 2U : 1U;
    end = std::min(end, json_.size());
    const auto inside = json_.substr(begin, end - begin);
    at_ = std::min(end + 1, json_.size());
    auto next = at_;
    while (next < json_.size() && is_blank(json_[next])) ++next;
    const bool is_name = next < json_.size() && json_[next] == ':';
    // A name that is written in escapes hides something.
    if (is_name) listed_ = is_listed(inside) || inside.find('\\') != string_view::npos;
    const bool hide = !is_name && (is_hidden() || is_telling(inside));
    out_ += '"';
    out_ += hide ? kInstead : inside;
    out_ += '"';
  }

  void number() {
    const auto begin = at_;
    while (at_ < json_.size() &&
           string_view{"0123456789+-.eE"}.find(json_[at_]) != string_view::npos)
      ++at_;
    const auto digits = json_.substr(begin, at_ - begin);
    if (is_hidden() || is_card_number(digits))
      out_.append(1, '"').append(kInstead).append(1, '"');
    else
      out_ += digits;
  }

  bool is_hidden() const { return listed_ || hidden_from_ > 0; }

  string_view json_;
  std::string out_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int hidden_from_ = 0;  // the depth of the container that is left out; 0: none
  bool listed_ = false;  // the name before the value at hand
};

// Is one of the names of a field ("a[0][b]") listed?
bool is_listed_field(string_view field) {
  // What is sold is nobody's name.
  if (field.ends_with("[product_data][name]")) return false;
  for (std::size_t at = 0; at < field.size();) {
    const auto end = std::min(field.find_first_of("[]", at), field.size());
    if (is_listed(field.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::span<const string_view> redacted_names() {
  return kNames;
}

std::string redacted_json(string_view json) {
  return Walk{json}.whole();
}

std::string redacted_form(string_view form) {
  std::string out;
  for (std::size_t at = 0; at < form.size();) {
    const auto end = std::min(form.find('&', at), form.size());
    const auto field = form.substr(at, end - at);
    const auto equals = std::min(field.find('='), field.size());
    const auto value =
        base::percent_decoded(field.substr(std::min(equals + 1, field.size())), base::Plus::Blank);
    const bool hide = is_listed_field(field.substr(0, equals)) || !value || is_telling(*value);
    if (!out.empty()) out += '&';
    if (hide && equals + 1 < field.size())
      out.append(field.substr(0, equals + 1)).append(kInstead);
    else
      out += field;
    at = end + 1;
  }
  return out;
}

}  // namespace stripe
