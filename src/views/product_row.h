#pragma once
#include <string>

#include "catalog/pages.h"
#include "render/model.h"

namespace views {

// May a row be picked for a comparison? Where it may, shop/compare_bar stands below the list.
enum class Pick { No, Offered };

// A product in a list: fills one row that includes shop/product_row.
void fill_product_row(render::Model& row, const catalog::ProductCard& card, Pick pick = Pick::No);

// What is shown of it in pictures: its photo, or the drawing of its front.
void fill_row_front(render::Model& row, const catalog::ProductCard& card);

// "In stock", "Only 3 left", "Sold out".
std::string stock_text(catalog::StockBand band, int units);

// "1 product", "12 products".
std::string products_text(int products);

// How many there are, and the links between the pages of a list: LIST_COUNT and shop/paging.
void fill_paging(render::Model& model, const catalog::Paging& paging);

}  // namespace views
