#include "page.h"

#include "text.h"

namespace fakes {
namespace {

constexpr const char* kStyle = R"css(
  :root { color-scheme: light; }
  body { margin: 0; background: #f4f5f7; color: #1a1f36;
         font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
  main { max-width: 44rem; margin: 2rem auto; padding: 1.5rem 1.25rem; background: #fff;
         border: 1px solid #d9dce3; border-radius: 10px; }
  h1 { font-size: 1.35rem; margin: 0 0 .25rem; }
  .total { font-size: 2rem; font-weight: 650; margin: .25rem 0 1rem; }
  .note { color: #4f566b; font-size: .9rem; }
  .alert { border-left: 4px solid #b3261e; background: #fdeceb; padding: .6rem .8rem; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: .5rem .25rem; border-bottom: 1px solid #e6e8ee; text-align: left;
           vertical-align: top; overflow-wrap: anywhere; }
  td.amount, th.amount { text-align: right; white-space: nowrap;
                         font-variant-numeric: tabular-nums; }
  .actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-top: 1.25rem; }
  form { margin: 0; }
  button { font: inherit; padding: .6rem 1.3rem; border-radius: 8px; border: 1px solid #8a90a2;
           background: #fff; color: inherit; cursor: pointer; min-height: 44px; }
  button.primary { background: #3f3bd1; border-color: #3f3bd1; color: #fff; font-weight: 600; }
  a { color: #3f3bd1; }
  :focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; }
  iframe { width: 100%; min-height: 34rem; border: 1px solid #d9dce3; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f5f7; padding: .75rem; }
)css";

}  // namespace

std::string page(std::string_view title, const std::string& main) {
  const auto safe_title = html_escaped(title);
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         safe_title + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<main>\n" + main +
         "</main>\n</body>\n</html>\n";
}

std::string button_form(const std::string& action, std::string_view label, std::string_view kind) {
  return "<form method=\"post\" action=\"" + html_escaped(action) + "\"><button type=\"submit\"" +
         (kind.empty() ? "" : " class=\"" + html_escaped(kind) + "\"") + ">" + html_escaped(label) +
         "</button></form>\n";
}

}  // namespace fakes
