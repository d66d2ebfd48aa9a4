#include "views/list_view.h"

#include <algorithm>

#include "catalog/condition.h"
#include "views/product_row.h"

namespace views {
namespace {

std::string items_text(std::size_t items) {
  return std::to_string(items) + (items == 1 ? " item" : " items");
}

void fill_others(render::Model& row, const std::vector<cart::ListHead>& others) {
  row.show_if("HAS_OTHERS", !others.empty()).rows("OTHERS");
  for (const auto& other : others)
    row.row("OTHERS").set("OTHER_ID", other.id.raw()).set("OTHER_NAME", other.name);
}

void fill_item(render::Model& row, const cart::SavedItem& item) {
  const auto band = item.for_sale ? catalog::band_of(item.available) : catalog::StockBand::SoldOut;
  row.set("ITEM_VARIANT", item.variant.raw())
      .set("ITEM_TITLE", item.title)
      .set("ITEM_PATH", "/p/" + item.slug)
      .set("ITEM_MPN", item.mpn)
      .set("ITEM_GRADE", condition_text(item.condition))
      .set("ITEM_UNITS", item.units)
      .set("ITEM_PRICE", base::to_text(item.price))
      .set("ITEM_VERSION", item.price.in_cents())
      .set("ITEM_TOTAL", base::to_text(item.price * item.units))
      .set("ITEM_BAND", catalog::word_of(band))
      .set("ITEM_STOCK", item.for_sale ? stock_text(band, item.available) : "Not sold any more")
      .show_if("ITEM_CAN_BE_HAD", can_be_had(item))
      .show_if("ITEM_PHOTO", item.image.has_value())
      .set("ITEM_IMAGE", item.image ? "/media/" + *item.image : std::string{})
      .set("ITEM_IMAGE_WIDTH", item.image_width.value_or(0))
      .set("ITEM_IMAGE_HEIGHT", item.image_height.value_or(0));
}

}  // namespace

bool can_be_had(const cart::SavedItem& item) {
  return item.for_sale && item.available >= item.units;
}

base::Money list_total(const cart::SavedList& list) {
  base::Money total;
  for (const auto& item : list.items)
    if (can_be_had(item)) total += item.price * item.units;
  return total;
}

std::string lists_page(const render::Templates& templates, const Layout& layout,
                       const ListsView& view) {
  render::Model model;
  Head head;
  head.title = view.error.empty() ? "Saved lists" : "Error: Saved lists";
  fill_layout(model, layout, head);
  model.show_if("NO_LISTS", view.lists.empty())
      .show_if("HAS_LISTS", !view.lists.empty())
      .show_if("IS_GUEST", !view.signed_in)
      .set("ERROR", view.error)
      .set("TYPED", view.typed)
      .rows("LISTS");
  for (const auto& list : view.lists)
    model.row("LISTS")
        .set("LIST_ID", list.id.raw())
        .set("LIST_NAME", list.name)
        .set("LIST_ITEMS", items_text(static_cast<std::size_t>(list.items)))
        .show_if("LIST_SHARED", list.is_shared);
  return templates.render("shop/lists", model);
}

std::string list_page(const render::Templates& templates, const Layout& layout,
                      const ListView& view) {
  const auto& list = view.list;
  const bool own = view.of == ListOf::Oneself;
  render::Model model;
  Head head;
  head.title = view.error.empty() ? list.name : "Error: " + list.name;
  fill_layout(model, layout, head);
  const auto to_be_had =
      static_cast<std::size_t>(std::count_if(list.items.begin(), list.items.end(), can_be_had));
  model.set("NAME", list.name)
      .set("LIST_ID", list.id.raw())
      .set("LIST_CODE", own ? std::string{} : list.share_code.value_or(""))
      .set("ITEMS_TEXT", items_text(list.items.size()))
      .set("NOTICE", view.notice)
      .set("ERROR", view.error)
      .set("TYPED", view.error.empty() ? list.name : view.typed)
      .show_if("OWN", own)
      .show_if("NOT_OWN", !own)
      .show_if("EMPTY", list.items.empty())
      .show_if("TO_BE_HAD", to_be_had > 0)
      .set("HAD_TEXT", items_text(to_be_had))
      .set("TOTAL", base::to_text(list_total(list)))
      .set("TOTAL_VERSION", list_total(list).in_cents())
      .show_if("SHARED", own && !view.share_url.empty())
      .show_if("NOT_SHARED", own && view.share_url.empty())
      .set("SHARE_URL", view.share_url)
      .rows("ITEMS");
  for (const auto& item : list.items) {
    auto& row = model.row("ITEMS");
    fill_item(row, item);
    fill_others(row, own ? view.others : std::vector<cart::ListHead>{});
  }
  return templates.render("shop/list", model);
}

}  // namespace views
