#include "views/compare_view.h"

#include <algorithm>

#include "views/product_row.h"

namespace views {
namespace {

// The address of the comparison without one of its products.
std::string path_without(const std::vector<catalog::Compared>& products, std::size_t left_out) {
  std::string path = "/compare";
  for (std::size_t i = 0; i < products.size(); ++i)
    if (i != left_out)
      path += (path.size() == 8 ? "?p=" : "&p=") + std::to_string(products[i].card.id.raw());
  return path;
}

std::string value_of(const catalog::Compared& product, const std::string& label) {
  for (const auto& spec : product.specs)
    if (spec.label == label) return spec.value;
  return {};
}

// Every fact that one of them has, in the order of a specification.
std::vector<std::string> labels_of(const std::vector<catalog::Compared>& products) {
  std::vector<std::string> labels;
  for (const auto& product : products) {
    auto at = labels.begin();
    for (const auto& spec : product.specs) {
      const auto known = std::find(labels.begin(), labels.end(), spec.label);
      at = known != labels.end() ? known + 1 : labels.insert(at, spec.label) + 1;
    }
  }
  return labels;
}

std::string grades_of(const catalog::ProductCard& card) {
  std::string text;
  for (const auto condition : card.conditions)
    text += (text.empty() ? "" : ", ") + std::string{catalog::name_of(condition)};
  return text;
}

void fill_facts(render::Model& model, const std::vector<catalog::Compared>& products) {
  model.rows("FACTS");
  const auto add = [&](const std::string& label, const auto& text_of) {
    auto& row = model.row("FACTS");
    row.set("FACT_LABEL", label).rows("CELLS");
    bool differs = false;
    const std::string first = text_of(products.front());
    for (const auto& product : products) {
      const std::string text = text_of(product);
      differs |= text != first;
      row.row("CELLS").set("CELL", text).show_if("CELL_UNKNOWN", text.empty());
    }
    row.set("FACT_RANK", differs ? "differs" : "same").show_if("FACT_DIFFERS", differs);
  };
  add("Conditions", [](const auto& product) { return grades_of(product.card); });
  for (const auto& label : labels_of(products))
    if (label != "Part number")
      add(label, [&](const auto& product) { return value_of(product, label); });
}

}  // namespace

std::string compare_page(const render::Templates& templates, const Layout& layout,
                         const CompareView& view) {
  render::Model model;
  Head head;
  head.title = "Compare";
  fill_layout(model, layout, head);
  model.show_if("LEFT_OUT", view.left_out)
      .show_if("TOO_FEW", view.products.size() < 2)
      .show_if("SIDE_BY_SIDE", !view.products.empty())
      .rows("PRODUCTS");
  for (std::size_t i = 0; i < view.products.size(); ++i) {
    const auto& product = view.products[i];
    auto& row = model.row("PRODUCTS");
    fill_row_front(row, product.card);
    const auto offer = product.offer.value_or(catalog::Offer{});
    row.set("ROW_PATH", product.card.path)
        .set("ROW_TITLE", product.card.title)
        .set("ROW_MPN", product.card.mpn)
        .set("ROW_PRICE", base::to_text(product.card.price))
        .show_if("ROW_FROM", product.card.more_prices)
        .set("ROW_BAND", catalog::word_of(product.card.band))
        .set("ROW_STOCK", stock_text(product.card.band, product.card.units))
        .set("WITHOUT_PATH", path_without(view.products, i))
        .show_if("CAN_BUY", product.offer.has_value())
        .set("BUY_VARIANT", offer.variant.raw())
        .set("BUY_VERSION", offer.price_version)
        .set("BUY_GRADE", catalog::name_of(offer.condition));
  }
  if (!view.products.empty()) fill_facts(model, view.products);
  return templates.render("shop/compare", model);
}

}  // namespace views
