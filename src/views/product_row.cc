#include "views/product_row.h"

#include "catalog/small_picture.h"
#include "views/front.h"

namespace views {

std::string stock_text(catalog::StockBand band, int units) {
  switch (band) {
    case catalog::StockBand::SoldOut:
      return "Sold out";
    case catalog::StockBand::Last:
      return "Only " + std::to_string(units) + " left";
    case catalog::StockBand::InStock:
      return "In stock";
  }
  return {};
}

void fill_row_front(render::Model& row, const catalog::ProductCard& card) {
  const auto image = card.image.value_or(catalog::Image{});
  row.show_if("ROW_PHOTO", card.image.has_value())
      .show_if("ROW_DRAWN", !card.image)
      .set("ROW_IMAGE", image.path)
      .show_if("ROW_SIZED", catalog::has_small(image.width))
      .set("ROW_IMAGE_SMALL", catalog::small_path(image.path, image.width, catalog::kCardWidth))
      .set("ROW_IMAGE_WIDTH", image.width)
      .set("ROW_IMAGE_HEIGHT", image.height);
  if (!card.image) fill_front(row, card.front);
}

void fill_product_row(render::Model& row, const catalog::ProductCard& card, Pick pick) {
  row.set("ROW_PATH", card.path)
      .set("ROW_TITLE", card.title)
      .set("ROW_MPN", card.mpn)
      .set("ROW_PRICE", base::to_text(card.price))
      .set("ROW_BAND", catalog::word_of(card.band))
      .set("ROW_STOCK", stock_text(card.band, card.units))
      .show_if("ROW_FROM", card.more_prices)
      .show_if("ROW_PICKED", pick == Pick::Offered && !card.gift_card)
      .set("ROW_ID", card.id.raw())
      .show_if("ROW_BUNDLE", card.bundle);
  fill_row_front(row, card);

  row.rows("ROW_FACTS");
  for (const auto& fact : card.facts) row.row("ROW_FACTS").set("ROW_FACT", fact);
  row.rows("ROW_GRADES");
  if (card.gift_card) return;  // of which there is but one kind
  for (const auto condition : card.conditions)
    row.row("ROW_GRADES")
        .set("ROW_GRADE_WORD", catalog::word_of(condition))
        .set("ROW_GRADE", catalog::name_of(condition));
}

std::string products_text(int products) {
  return std::to_string(products) + (products == 1 ? " product" : " products");
}

void fill_paging(render::Model& model, const catalog::Paging& paging) {
  model.set("LIST_COUNT", products_text(paging.products))
      .show_if("PAGING", paging.pages > 1)
      .set("PAGING_PAGE", paging.page)
      .set("PAGING_PAGES", paging.pages)
      .set("PAGING_PREVIOUS", paging.previous_path)
      .set("PAGING_NEXT", paging.next_path)
      .set("PAGING_FIRST", paging.page > 2 ? paging.first_path : std::string{});
}

}  // namespace views
