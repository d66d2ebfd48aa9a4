#include <set>

#include "base/text.h"
#include "inventory/count.h"
#include "pages/api/api.h"
#include "pages/api/body.h"
#include "pages/api/documents.h"
#include "pages/api/goods.h"
#include "pages/api/paths.h"
#include "pages/api/shapes.h"

namespace pages::api {
namespace {

using catalog::ProductRow;

// A variant as a row of a product file, so that one reader holds both to the same rules. Answers ""
// or the column that is wrong, of which the reader says more than an answer should repeat.
std::string read_row(const base::Json& body, const base::Json& variant, ProductRow& row) {
  static const catalog::ProductColumns kColumns{
      {"brand", "mpn", "title", "category", "sku", "condition", "price_cents"}};
  base::CsvRecord record;
  for (const auto* name : {"brand", "mpn", "title", "category"})
    record.fields.push_back(*text_of(body, name));
  for (const auto* name : {"sku", "condition"}) record.fields.push_back(*text_of(variant, name));
  record.fields.push_back(std::to_string(variant.at("price_cents").integer()));
  const auto problem = kColumns.parse(record, row);
  set_facts(body, row.facts);
  return problem.substr(0, problem.find(' '));
}

std::string pointer_to(const std::string& column, std::size_t variant) {
  const bool is_variants = column == "sku" || column == "condition";
  return "#/" + (is_variants ? "variants/" + std::to_string(variant) + '/' : "") + column;
}

const char* rule_of(std::string_view column) {
  if (column == "condition") return "new, open_box, refurbished, used or for_parts.";
  if (column == "category") return "Names from the root, parted by slashes, not too deep.";
  return "It holds a letter or a digit of ASCII.";
}

base::Result<std::vector<ProductRow>, web::Response> rows_of(const Ctx& ctx,
                                                             const base::Json& body) {
  std::vector<ProductRow> rows;
  std::set<std::string> skus;
  base::FieldErrors errors;
  for (const auto& variant : body.at("variants").items()) {
    const auto place = rows.size();
    auto& row = rows.emplace_back();
    const auto column = read_row(body, variant, row);
    // What is wrong with the product is wrong in each of its rows.
    if (const auto at = pointer_to(column, place); !column.empty() && errors.find(at) == nullptr)
      errors.add(at, rule_of(column));
    if (!skus.insert(base::lower_ascii(row.sku)).second)
      errors.add(pointer_to("sku", place), "It stands here twice.");
  }
  if (!errors.empty()) return wrong(ctx, Wrong::Fields, "", errors);
  return rows;
}

std::string sentence(const catalog::MakeRefused& refused) {
  switch (refused.why) {
    case catalog::MakeWhy::SkuTaken:
      return "There is a variant with the SKU " + refused.sku + '.';
    case catalog::MakeWhy::ProductThere:
      return "There is a product of this brand and part number.";
  }
  return {};
}

}  // namespace

web::Response product_make(Ctx& ctx) {
  const auto body = read_body(ctx, kNewProduct);
  if (!body) return body.why();
  const auto rows = rows_of(ctx, *body);
  if (!rows) return rows.why();
  return change(ctx, "api_product_make", Name::Must, [&](store::Tx& tx) -> Changed {
    const auto product = catalog::make_goods(tx, *rows, ctx.now);
    if (!product) return wrong(ctx, Wrong::Conflict, sentence(product.why()));
    std::vector<inventory::Count> none;
    for (const auto& variant : catalog::variants_of(tx, {*product}))
      none.push_back({variant.id, std::nullopt, std::nullopt});
    inventory::open_stock(tx, none);
    auto made = of_product(tx, found(catalog::find_goods(tx, *product)));
    made.status = 201;
    return made;
  });
}

}  // namespace pages::api
