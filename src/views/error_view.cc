#include "views/error_view.h"

namespace views {
namespace {

struct Words {
  const char* title;
  const char* advice;
};

Words words_for(int status) {
  switch (status) {
    case 400:
      return {"This request makes no sense to us", "Please go back and try again."};
    case 401:
      return {"Please sign in", "This page is for signed-in visitors."};
    case 403:
      return {"This form did not come from our pages",
              "Please open the page again and send the form from there."};
    case 404:
      return {"There is no such page",
              "The address may be mistyped, or the page may be gone. Search for a part number or a "
              "word instead."};
    case 405:
      return {"This address does not take that request", "Please go back and try again."};
    case 409:
      return {"That cannot be done right now",
              "Something has changed since the page was loaded. Nothing was lost and nothing was "
              "charged."};
    case 413:
      return {"That was too large",
              "What you sent is larger than this page takes. Nothing was changed."};
    case 415:
      return {"We cannot read this kind of content", "Please send the form of the page."};
    case 422:
      return {"We cannot read what was sent",
              "Please go back, look at what you typed, and send it again. Nothing was changed."};
    case 429:
      return {"Too many requests", "Please wait a minute and try again."};
    case 503:
      return {"We will be back in a moment",
              "The catalog stays open; carts and checkout return shortly. Nothing was lost and "
              "nothing was charged."};
    default:
      return {"Something went wrong here",
              "It is our fault, and it has been recorded. Please try again."};
  }
}

}  // namespace

std::string error_page(const render::Templates& templates, const Layout& layout,
                       const ErrorView& view) {
  render::Model model;
  const auto words = words_for(view.status);
  Head head;
  head.title = words.title;
  fill_layout(model, layout, head);
  model.set("STATUS", view.status)
      .set("TITLE", words.title)
      .set("ADVICE", words.advice)
      .set("REFERENCE", view.request_id)
      .show_if("BY_NGINX", view.by_nginx);
  return templates.render("shop/error", model);
}

std::string error_title(int status) {
  return words_for(status).title;
}

}  // namespace views
