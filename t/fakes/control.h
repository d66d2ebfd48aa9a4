#pragma once
#include <string>

#include "courier.h"
#include "faults.h"
#include "google_face.h"
#include "http.h"
#include "mailbox.h"
#include "request_log.h"
#include "stripe_world.h"
#include "turnstile_face.h"

namespace fakes {

// What a test tells the stand-ins and asks of them, below /_control. Bodies and answers are JSON;
// doc/stand-ins.md lists the calls. Anything it does not understand gets 400 or 404, so that a
// mistyped fault is not a test that passes for nothing.
struct Control {
  StripeWorld& world;
  FaultPlan& faults;
  Courier& courier;
  Mailbox& mailbox;
  RequestLog& requests;
  TurnstileFace& turnstile;
  GoogleFace& google;

  Reply answer(const Request& request, const std::string& path);
};

// The part of Control that speaks of webhooks: rules, release, secrets, deliver. Null when the path
// is none of these.
Json control_webhooks(Courier& courier, const std::string& path, const Json& body);

// The part that speaks of mail: /smtp faults and credentials, and the list of mails.
Json control_mail(Mailbox& mailbox, const Json& body);
Json listed_mails(const Mailbox& mailbox);

// The parts that speak of Turnstile and of Google. Null when the path is none of these.
Json control_turnstile(TurnstileFace& turnstile, const std::string& path, const Json& body);
Json control_google(GoogleFace& google, const std::string& path, const Json& body);

// A control call that cannot be meant: becomes 400 with this text.
struct NotUnderstood {
  std::string why;
};

// Refuses members other than these.
void only_members(const Json& body, std::initializer_list<std::string_view> names);

}  // namespace fakes
