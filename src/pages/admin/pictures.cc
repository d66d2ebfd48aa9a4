#include "pages/admin/pictures.h"

#include <utility>

#include "catalog/sent_picture.h"
#include "pages/admin/session.h"
#include "views/picture_panel.h"
#include "web/form.h"

namespace pages::admin {
namespace {

constexpr std::int64_t kShown = 30;

web::Response page_of(Ctx& ctx, views::PicturesView view) {
  view.desk = desk_of(ctx, "/admin/pictures");
  view.sent =
      ctx.db.at_once("pictures", [](store::Tx& tx) { return catalog::sent_pictures(tx, kShown); });
  return web::Response::html(views::pictures_page(ctx.templates, ctx.layout, view),
                             view.errors.empty() ? 200 : 422);
}

struct Said {
  const char* field;
  const char* sentence;
};
Said said_of(catalog::SendRefusal why) {
  using Why = catalog::SendRefusal;
  switch (why) {
    case Why::Empty:
      return {"photo", "Please choose a file."};
    case Why::TooLarge:
      return {"photo", "This file is over 10 MB."};
    case Why::OtherKind:
      return {"photo", "This is neither a PNG nor a JPEG picture of at most 10,000 points a side."};
    case Why::TooMany:
      return {"photo", "This picture has over 40 megapixels. Please make it smaller."};
    case Why::Cut:
      return {"photo", "This picture is not whole. Please get it once more."};
    case Why::Behind:
      return {"photo",
              "Something stands behind the end of this picture. Please save it once more."};
    case Why::NoGoods:
      return {"sku", "There is no such SKU."};
    case Why::Crowded:
      return {"", "Many photos wait to be drawn. Please come back in some minutes."};
  }
  throw base::BugError{"a photo refused without a sentence"};
}

}  // namespace

web::Response pictures(Ctx& ctx) {
  views::PicturesView view;
  if (ctx.req.query_fields().value("done") == "1")
    view.notice = {"It has come in", "It is drawn anew within a minute or two, and shown then."};
  return page_of(ctx, std::move(view));
}

web::Response picture_send(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto sku = form.text("sku", {1, 100});
  const auto side = form.choice("view", {"front", "rear"});
  const auto* photo = ctx.req.file("photo");
  const auto bytes = photo == nullptr ? std::string_view{} : std::string_view{photo->bytes};
  if (const auto seen = catalog::look_at_picture(bytes); !seen)
    form.refuse("photo", said_of(seen.why()).sentence);
  if (form.ok()) {
    const auto sent = act(ctx, "picture_send", [&](store::Tx& tx) {
      return catalog::send_picture(tx, {sku, side, bytes}, actor_of(ctx).name, ctx.now);
    });
    if (sent) return web::Response::see_other("/admin/pictures?done=1");
    const auto said = said_of(sent.why());
    form.refuse(said.field, said.sentence);
  }
  // A browser never sends a file that nobody has just chosen.
  form.refuse("photo", "Please choose the file once more.");
  views::PicturesView view;
  view.typed = form.kept();
  view.errors = form.errors();
  return page_of(ctx, std::move(view));
}

}  // namespace pages::admin
