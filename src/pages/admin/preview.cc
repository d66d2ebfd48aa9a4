#include "pages/admin/preview.h"

#include "catalog/compared.h"
#include "content/preview.h"
#include "views/post_view.h"
#include "web/errors.h"

namespace pages::admin {

web::Response preview(Ctx& ctx) {
  const auto kind = content::parse_kind(ctx.req.param("kind"));
  const std::string slug{ctx.req.param("slug")};
  const auto& query = ctx.req.query_fields();
  if (!kind || !content::is_preview(ctx.config.identity.seal_keys, *kind, slug,
                                    query.value("until"), query.value("s"), ctx.now))
    throw web::NotFound{};
  views::PostView view;
  view.is_preview = true;
  ctx.db.snapshot("preview", [&](store::Tx& tx) {
    auto post = content::find_any(tx, *kind, slug);
    if (!post) throw web::NotFound{};
    view.text = render::markdown(post->body);
    view.post = std::move(*post);
    view.cards.clear();
    for (const auto& part : view.text.parts)
      view.cards.push_back(part.product.empty() ? std::nullopt
                                                : catalog::card_of_slug(tx, part.product));
    return base::Done{};
  });
  auto response = web::Response::html(views::post_page(ctx.templates, ctx.layout, view));
  response.header("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace pages::admin
