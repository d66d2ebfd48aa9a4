#pragma once
#include "pages/ctx.h"

// Saved lists: those of who is signed in, or of this browser.
namespace pages::shop {

// GET /lists: all of them, and a form to begin one.
web::Response lists(Ctx& ctx);
// GET /lists/:id
web::Response list(Ctx& ctx);
// GET /lists/shared/:code: for who has its link.
web::Response list_shared(Ctx& ctx);

// POST /lists/save: `variant` (units) or `product` onto `list`, or the list that changed last; with
// `from` off that one (a list) or out of the cart ("cart"). With `name` alone it begins a list,
// with `name` and `from` = cart one of the cart's lines. 303 to the list, or to the cart it came
// from.
web::Response list_save(Ctx& ctx);
// POST /lists/name (list, name): 303, or the list with the error (422).
web::Response list_name(Ctx& ctx);
// POST /lists/remove (list, variant): an item, or without `variant` the list.
web::Response list_remove(Ctx& ctx);
// POST /lists/share (list, share: yes or no)
web::Response list_share(Ctx& ctx);
// POST /lists/cart (list or code, total_version): all that can be had goes into the cart. 303 to
// the cart; back to the list when not all of it went, or when prices are others than the page
// showed.
web::Response list_cart(Ctx& ctx);

// Whose lists this request changes.
std::string list_token(const Ctx& ctx);

}  // namespace pages::shop
