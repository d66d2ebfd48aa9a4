#include "control.h"
#include "mail.h"

namespace fakes {
namespace {

Json done() {
  return Json::object({{"ok", true}});
}

WebhookRule rule_of(const Json& body) {
  only_members(body,
               {"type", "times", "action", "copies", "delay_ms", "timestamp_offset", "signature"});
  WebhookRule rule;
  rule.type = body["type"].text("*");
  rule.times = static_cast<int>(body["times"].number(-1));
  rule.copies = static_cast<int>(body["copies"].number(1));
  rule.delay = std::chrono::milliseconds{body["delay_ms"].number(0)};
  rule.tampering.timestamp_offset = body["timestamp_offset"].number(0);
  const auto action = body["action"].text("deliver");
  if (action == "hold") {
    rule.action = WebhookRule::Action::Hold;
  } else if (action == "drop") {
    rule.action = WebhookRule::Action::Drop;
  } else if (action != "deliver") {
    throw NotUnderstood{"action is deliver, hold or drop"};
  }
  const auto signature = body["signature"].text("right");
  if (signature == "wrong") {
    rule.tampering.signature = Tampering::Signature::Wrong;
  } else if (signature == "missing") {
    rule.tampering.signature = Tampering::Signature::Missing;
  } else if (signature != "right") {
    throw NotUnderstood{"signature is right, wrong or missing"};
  }
  return rule;
}

}  // namespace

Json control_webhooks(Courier& courier, const std::string& path, const Json& body) {
  if (path == "/webhooks") {
    courier.add_rule(rule_of(body));
    return done();
  }
  if (path == "/webhooks/release") {
    only_members(body, {"order"});
    const auto order = body["order"].text("oldest_first") == "newest_first"
                           ? Courier::Order::NewestFirst
                           : Courier::Order::OldestFirst;
    return Json::object({{"ok", true}, {"released", courier.release(order)}});
  }
  if (path == "/webhooks/secrets") {
    only_members(body, {"secrets"});
    std::vector<std::string> secrets;
    for (const auto& secret : body["secrets"].items()) secrets.push_back(secret.text());
    if (secrets.empty()) throw NotUnderstood{"secrets is a list of texts"};
    courier.set_secrets(std::move(secrets));
    return done();
  }
  return {};
}

Json control_mail(Mailbox& mailbox, const Json& body) {
  only_members(body, {"step", "code", "text", "match", "times", "stored", "credentials"});
  if (body.has("credentials")) mailbox.set_credentials(body["credentials"].text());
  if (body.has("step")) {
    mailbox.add_fault({.step = body["step"].text(),
                       .code = static_cast<int>(body["code"].number(451)),
                       .text = body["text"].text("4.0.0 stand-in fault"),
                       .match = body["match"].text(),
                       .times = static_cast<int>(body["times"].number(1)),
                       .stored = body["stored"].boolean()});
  }
  return done();
}

Json listed_mails(const Mailbox& mailbox) {
  Json out = Json::array();
  for (const auto& envelope : mailbox.newest_first()) {
    const auto mail = read_mail(envelope.raw);
    Json to = Json::array();
    for (const auto& address : envelope.to) to.push(address);
    Json headers = Json::object();
    for (const auto& [name, value] : mail.headers) headers.set(name, value);
    out.push(Json::object({{"number", envelope.number},
                           {"at", envelope.at},
                           {"from", envelope.from},
                           {"to", std::move(to)},
                           {"subject", mail.header("Subject")},
                           {"headers", std::move(headers)},
                           {"text", mail.text},
                           {"html", mail.html},
                           {"raw", envelope.raw}}));
  }
  return out;
}

}  // namespace fakes
