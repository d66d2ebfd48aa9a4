#include "inbox_page.h"

#include <ctime>

#include "mail.h"
#include "page.h"
#include "text.h"

namespace fakes {
namespace {

std::string time_text(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::string out(32, '\0');
  out.resize(std::strftime(out.data(), out.size(), "%Y-%m-%d %H:%M:%S UTC", &parts));
  return out;
}

std::string list_page(const Mailbox& mailbox) {
  std::string main = "<h1>Inbox</h1>\n";
  const auto mails = mailbox.newest_first();
  if (mails.empty()) return page("Inbox", main + "<p>No mail yet.</p>\n");
  main +=
      "<table>\n<thead><tr><th scope=\"col\">Subject</th><th scope=\"col\">To</th>"
      "<th scope=\"col\">Received</th></tr></thead>\n<tbody>\n";
  for (const auto& envelope : mails) {
    auto subject = read_mail(envelope.raw).header("Subject");
    if (subject.empty()) subject = "(no subject)";
    main += "<tr><td><a href=\"/inbox/" + std::to_string(envelope.number) + "\">" +
            html_escaped(subject) + "</a></td><td>" + html_escaped(envelope.to.front()) +
            "</td><td>" + time_text(envelope.at) + "</td></tr>\n";
  }
  return page("Inbox", main + "</tbody>\n</table>\n");
}

std::string mail_page(const Envelope& envelope) {
  const auto mail = read_mail(envelope.raw);
  const auto subject = mail.header("Subject");
  std::string main = "<p><a href=\"/inbox\">Inbox</a></p>\n<h1>" + html_escaped(subject) +
                     "</h1>\n<table>\n<tbody>\n";
  const auto row = [&](const std::string& name, const std::string& value) {
    main += "<tr><th scope=\"row\">" + html_escaped(name) + "</th><td>" + html_escaped(value) +
            "</td></tr>\n";
  };
  row("Envelope from", envelope.from);
  for (const auto& to : envelope.to) row("Envelope to", to);
  for (const auto& [name, value] : mail.headers) row(name, value);
  main += "</tbody>\n</table>\n<h2>Text</h2>\n<pre>" + html_escaped(mail.text) + "</pre>\n";
  if (!mail.html.empty()) {
    main += "<h2>HTML</h2>\n<iframe title=\"HTML part\" sandbox=\"\" src=\"/inbox/" +
            std::to_string(envelope.number) + "/html\"></iframe>\n";
  }
  return page(subject.empty() ? "Mail" : subject, main);
}

Reply html_part(const Envelope& envelope) {
  auto out = Reply::html(200, read_mail(envelope.raw).html);
  // A hostile mail must be harmless to look at: no script, no forms, pictures by data: only.
  out.headers.emplace_back("Content-Security-Policy",
                           "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  return out;
}

}  // namespace

Reply answer_inbox(const Mailbox& mailbox, const Request& request, const std::string& path) {
  if (request.method != "GET" && request.method != "HEAD") {
    return {.status = 405, .type = "text/plain", .body = "method not allowed\n"};
  }
  if (path.empty() || path == "/") return Reply::html(200, list_page(mailbox));
  const auto steps = split(path, '/');
  const auto number = whole_number(steps.size() > 1 ? steps[1] : "");
  const auto envelope = number ? mailbox.find(*number) : std::nullopt;
  const bool html = steps.size() == 3 && steps[2] == "html";
  if (!envelope || (steps.size() != 2 && !html)) {
    return Reply::html(404, page("Not found", "<h1>No such mail</h1>\n"));
  }
  return html ? html_part(*envelope) : Reply::html(200, mail_page(*envelope));
}

}  // namespace fakes
