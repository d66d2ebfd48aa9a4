#include <fstream>
#include <iostream>
#include <sstream>

#include "base/text.h"
#include "ctl/staff.h"
#include "shipping/us_address.h"
#include "tax/certificate.h"

namespace ctl {
namespace {

tax::Day day(const std::string& option, const std::string& typed) {
  const auto at = base::parse_iso8601(typed + "T00:00:00Z");
  if (!at || typed.size() != 10) throw base::UsageError{option + " is a day, such as 2026-12-31"};
  return std::chrono::floor<std::chrono::days>(*at);
}
std::optional<tax::Day> take_day(base::Args& args, const std::string& option) {
  const auto typed = args.take_option(option);
  return typed ? std::optional{day(option, *typed)} : std::nullopt;
}

std::int64_t take_id(base::Args& args, const char* what) {
  const auto id = base::parse_integer<std::int64_t>(args.take_word().value_or(""));
  if (!id) throw base::UsageError{std::string{"say which "} + what + ", by its number"};
  return *id;
}

// "TX=3-20001-2345-6,OH=99-123".
std::vector<tax::StateNumber> states(const std::string& typed) {
  std::vector<tax::StateNumber> out;
  for (const auto& one : parted(typed, ',')) {
    const auto sign = one.find('=');
    const auto state = shipping::parse_state(one.substr(0, sign));
    if (sign == std::string::npos || !state || sign + 1 == one.size())
      throw base::UsageError{"--states is STATE=NUMBER[,STATE=NUMBER...], not " + one};
    out.push_back({*state, one.substr(sign + 1)});
  }
  return out;
}

const char* say(tax::AddRefusal why) {
  switch (why) {
    case tax::AddRefusal::NoState:
      return "it names no state, or one twice";
    case tax::AddRefusal::NoKind:
      return "--kind is resale, government, nonprofit, manufacturing or other; --form is state, "
             "mtc, sst or border";
    case tax::AddRefusal::TooLarge:
      return "the document is over 10 MB";
    case tax::AddRefusal::NoPaper:
      return "the document is neither PDF nor JPEG nor PNG";
    case tax::AddRefusal::Dates:
      return "it ends before it was signed";
    case tax::AddRefusal::TooMany:
      return "too many wait to be looked at";
  }
  return "";
}

const char* say(tax::ReviewRefusal why) {
  switch (why) {
    case tax::ReviewRefusal::Unknown:
      return "there is no such certificate";
    case tax::ReviewRefusal::NotPending:
      return "it was decided already, or is not approved";
    case tax::ReviewRefusal::Incomplete:
      return "it is not signed";
    case tax::ReviewRefusal::Expired:
      return "it has ended";
  }
  return "";
}

int add(Call& call) {
  const auto now = base::clock_now();
  tax::NewCertificate c{.customer = base::CustomerId{take_id(call.args, "customer")},
                        .kind = call.args.take_option("--kind").value_or("resale"),
                        .form = call.args.take_option("--form").value_or("state"),
                        .purchaser_name = call.args.take_option("--name").value_or(""),
                        .purchaser_address = call.args.take_option("--address").value_or(""),
                        .goods = call.args.take_option("--goods").value_or(""),
                        .states = states(call.args.take_option("--states").value_or("")),
                        .signed_on = take_day(call.args, "--signed"),
                        .signer = call.args.take_option("--signer").value_or(""),
                        .received_on = {},
                        .expires_on = take_day(call.args, "--expires"),
                        .document = {}};
  const auto received = take_day(call.args, "--received");
  const auto path = call.args.take_word().value_or("");
  call.args.done();
  if (c.purchaser_name.empty()) throw base::UsageError{"whose certificate? --name NAME"};
  std::ifstream file{path, std::ios::binary};
  if (!file) throw base::UsageError{"cannot read " + path};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  c.document = bytes.str();
  call.become_owner();

  auto db = database(call);
  const auto added = db.transact("tax_certificate_add", [&](store::Tx& tx) {
    c.received_on = received ? *received : tax::today(tx, now);
    return tax::add(tx, c, actor(), now);
  });
  if (!added) return refused(std::string{say(added.why())} + "; nothing was kept");
  std::cout << "certificate " << *added << " is pending; until it is approved all is taxed\n";
  return 0;
}

int decide(Call& call, const std::string& how) {
  const base::TaxCertificateId id{take_id(call.args, "certificate")};
  const auto note = call.args.take_option("--note").value_or("");
  call.args.done();
  if (how != "approve" && note.empty()) throw base::UsageError{"say why: --note TEXT"};
  call.become_owner();
  const auto now = base::clock_now();
  auto db = database(call);
  const auto done = db.transact("tax_certificate_review", [&](store::Tx& tx) {
    if (how == "approve") return tax::approve(tx, id, tax::today(tx, now), actor(), now);
    if (how == "reject") return tax::reject(tx, id, note, actor(), now);
    return tax::revoke(tx, id, note, actor(), now);
  });
  if (!done) return refused("certificate " + std::to_string(id.raw()) + ": " + say(done.why()));
  std::cout << "certificate " << id << ": " << how << " is done\n";
  return 0;
}

// The document to a file that is not there yet, for whoever decides: what a stranger sent is never
// opened by us.
int paper(Call& call) {
  const base::TaxCertificateId id{take_id(call.args, "certificate")};
  const auto path = call.args.take_word();
  call.args.done();
  if (!path) throw base::UsageError{"say which file to write"};
  if (std::ifstream{*path}) throw base::UsageError{*path + " is there already"};
  std::ofstream out{*path, std::ios::binary};
  call.become_owner();
  auto db = database(call);
  const auto found =
      db.snapshot("certificate_paper", [&](store::Tx& tx) { return tax::paper(tx, id); });
  if (!found) return refused("there is no paper of certificate " + std::to_string(id.raw()));
  out << found->body.raw << std::flush;
  if (!out) return refused("cannot write " + *path);
  std::cout << "the paper of certificate " << id << " is in " << *path << ", as " << found->content
            << "; somebody outside sent it\n";
  return 0;
}

int list(Call& call) {
  const auto typed = call.args.take_option("--customer");
  call.args.done();
  std::optional<base::CustomerId> customer;
  if (typed) {
    const auto number = base::parse_integer<std::int64_t>(*typed);
    if (!number) throw base::UsageError{"--customer is a number"};
    customer = base::CustomerId{*number};
  }
  call.become_owner();
  auto db = database(call);
  const auto now = base::clock_now();
  for (const auto& c : db.snapshot("tax_certificates", [&](store::Tx& tx) {
         return tax::certificates(tx, customer, tax::today(tx, now));
       }))
    std::cout << c.id << "\tcustomer " << c.customer << '\t' << c.kind << '\t' << c.status << '\t'
              << c.states << '\t' << c.purchaser_name << '\t' << c.expires_on << '\n';
  return 0;
}

}  // namespace

// gdsctl tax certificate list|add|paper|approve|reject|revoke.
int tax_certificate(Call& call) {
  const auto what = call.args.take_word().value_or("");
  if (what == "list") return list(call);
  if (what == "add") return add(call);
  if (what == "paper") return paper(call);
  if (what == "approve" || what == "reject" || what == "revoke") return decide(call, what);
  throw base::UsageError{"say what: tax certificate list|add|paper|approve|reject|revoke"};
}

}  // namespace ctl
