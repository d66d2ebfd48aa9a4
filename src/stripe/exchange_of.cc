#include "stripe/exchange_of.h"

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "stripe/charge.h"
#include "stripe/redaction.h"

namespace stripe {
namespace {

using std::string_view;

// A session of a hundred lines fits; what is longer is kept as far as this.
constexpr std::size_t kMostKept = std::size_t{64} * 1024;

// Members and fields that name what a call is about.
constexpr std::array kReferences = {
    string_view{"id"},           string_view{"payment_intent"},
    string_view{"charge"},       string_view{"latest_charge"},
    string_view{"calculation"},  string_view{"original_transaction"},
    string_view{"coupon"},       string_view{"customer"},
    string_view{"subscription"}, string_view{"invoice"},
    string_view{"dispute"},
};
// What stands in a path and is no id.
constexpr std::array kPathWords = {
    string_view{"checkout"},
    string_view{"sessions"},
    string_view{"expire"},
    string_view{"coupons"},
    string_view{"tax"},
    string_view{"calculations"},
    string_view{"transactions"},
    string_view{"line_items"},
    string_view{"create_reversal"},
    string_view{"create_from_calculation"},
    string_view{"refunds"},
    string_view{"disputes"},
    string_view{"close"},
    string_view{"events"},
    string_view{"customers"},
    string_view{"subscriptions"},
    string_view{"invoices"},
    string_view{"cancel"},
    string_view{"balance_transactions"},
};

template <class Words>
bool is_one_of(const Words& words, string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void add(std::vector<std::string>& ids, const std::string& id) {
  if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

// The ids in a path: /checkout/sessions/cs_1/expire.
void add_of_path(std::vector<std::string>& ids, string_view path) {
  for (std::size_t at = 1; at < path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    const auto word = path.substr(at, end - at);
    if (!is_one_of(kPathWords, word))
      add(ids, base::percent_decoded(word, base::Plus::Kept).value_or(""));
    at = end + 1;
  }
}

// What a form names: the order in its metadata, and ids of Stripe's.
void add_of_form(Exchange& out, string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    const auto end = std::min(form.find('&', at), form.size());
    const auto field = form.substr(at, end - at);
    const auto equals = std::min(field.find('='), field.size());
    auto name = field.substr(0, equals);
    const auto value =
        base::percent_decoded(field.substr(std::min(equals + 1, field.size())), base::Plus::Blank)
            .value_or("");
    if (name == "metadata[order_id]" || name == "client_reference_id") out.order = value;
    // The last step: "coupon" of "discounts[0][coupon]".
    if (name.ends_with(']'))
      name = name.substr(name.rfind('[') + 1, name.size() - name.rfind('[') - 2);
    if (is_one_of(kReferences, name)) add(out.objects, value);
    at = end + 1;
  }
}

void add_of_answer(Exchange& out, const base::Json& json) {
  if (json.kind() != base::Json::Kind::Object) return;
  const auto text = [](const base::Json& from) {
    return from.kind() == base::Json::Kind::Text ? from.text() : "";
  };
  for (const auto name : kReferences) {
    const auto found = json.find(name);
    if (found.kind() == base::Json::Kind::Object)
      add(out.objects, text(found.find("id")));
    else
      add(out.objects, text(found));
  }
  if (out.order.empty()) out.order = text(json.find("client_reference_id"));
  const auto metadata = json.find("metadata");
  if (out.order.empty() && metadata.kind() == base::Json::Kind::Object)
    out.order = text(metadata.find("order_id"));
}

// A list is kept as the ids it held: each of its items is told by itself, as an event or when it is
// asked for.
std::string list_text(const base::Json& json) {
  base::JsonWriter out;
  out.begin_object().field("object", "list").key("ids").begin_array();
  for (const auto& item : json.at("data").items()) {
    const bool named =
        item.kind() == base::Json::Kind::Object && item.find("id").kind() == base::Json::Kind::Text;
    out.value(named ? item.at("id").text() : std::string{"?"});
  }
  out.end_array();
  if (json.find("has_more").kind() == base::Json::Kind::Boolean)
    out.field("has_more", json.at("has_more").boolean());
  return out.end_object().take();
}

bool is_list(const base::Json& json) {
  return json.kind() == base::Json::Kind::Object &&
         json.find("data").kind() == base::Json::Kind::Array;
}

std::string kept(const std::string& text) {
  return std::string{base::cut_utf8(text, kMostKept)};
}

void add_answer(Exchange& out, const Came& came) {
  out.failure = came.failure;
  if (came.response == nullptr) return;
  out.status = came.response->status;
  out.request_id = came.response->header("request-id");
  const auto& body = came.response->body;
  if (came.json == nullptr) {
    out.answer = std::to_string(body.size()) + " bytes that are no JSON";
    return;
  }
  if (is_list(*came.json)) {
    out.answer = kept(list_text(*came.json));
    return;
  }
  out.answer = kept(redacted_json(body));
  add_of_answer(out, *came.json);
}

}  // namespace

Exchange exchange_of(const Sent& sent, const Came& came) {
  const auto query = std::min(sent.path.find('?'), sent.path.size());
  const string_view path{sent.path};
  const auto form = sent.method == "POST" ? string_view{sent.body}
                                          : path.substr(std::min(query + 1, path.size()));
  Exchange out{.call = sent.call,
               .method = sent.method,
               .path = sent.path.substr(0, query),
               .idempotency_key = sent.key,
               .attempt = sent.attempt,
               .request = kept(redacted_form(form)),
               .status = std::nullopt,
               .request_id = {},
               .answer = {},
               .failure = {},
               .order = {},
               .objects = {},
               .took = {}};
  add_of_path(out.objects, path.substr(0, query));
  add_of_form(out, form);
  add_answer(out, came);
  return out;
}

}  // namespace stripe
