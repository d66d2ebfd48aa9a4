#include "views/summary.h"

#include "promo/price.h"

namespace views {
namespace {

std::string text_or_empty(const std::optional<base::Money>& amount) {
  return amount ? base::to_text(*amount) : std::string{};
}

std::string note_of(bool is_gift_card, const std::optional<int>& least,
                    const std::optional<int>& most) {
  if (is_gift_card) return "Sent by e-mail, each card with a code of its own";
  return most ? supplied_text(least.value_or(0), *most) : std::string{};
}

void add_part(std::vector<std::string>& lines, const std::string& part) {
  if (!part.empty()) lines.push_back(part);
}

template <class Address>
std::vector<std::string> lines_of(const Address& address) {
  std::vector<std::string> lines;
  for (const auto& part : {address.name, address.company, address.line1, address.line2})
    add_part(lines, part);
  add_part(lines, address.city + ", " + address.state + " " + address.zip);
  return lines;
}

}  // namespace

void fill_summary(render::Model& model, const Summary& summary) {
  model.rows("LINES");
  for (const auto& line : summary.lines)
    model.row("LINES")
        .set("LINE_TITLE", line.title)
        .set("LINE_PATH", line.path)
        .set("LINE_MPN", line.mpn)
        .set("LINE_GRADE", condition_text(line.condition))
        .set("LINE_UNITS", line.units)
        .set("LINE_UNIT_PRICE", base::to_text(line.unit_price))
        .set("LINE_TOTAL", base::to_text(line.total))
        .set("LINE_NOTE", line.note);
  model.set("SUBTOTAL", base::to_text(summary.subtotal)).rows("DISCOUNTS");
  for (const auto& discount : summary.discounts)
    model.row("DISCOUNTS")
        .set("DISCOUNT_NAME", discount.name)
        .set("DISCOUNT_AMOUNT", base::to_text(discount.amount));
  model.set("SHIPPING", text_or_empty(summary.shipping))
      .set("TAX", text_or_empty(summary.tax))
      .set("TOTAL", text_or_empty(summary.total))
      .set("LEFT_TO_PAY", summary.due && !summary.due->is_zero() ? base::to_text(*summary.due) : "")
      .show_if("TOTAL_LATER", !summary.total)
      .rows("TENDERS");
  for (const auto& tender : summary.tenders)
    model.row("TENDERS")
        .set("TENDER_NAME", tender.name)
        .set("TENDER_AMOUNT", base::to_text(tender.amount));
}

void fill_address(render::Model& model, const std::vector<std::string>& lines) {
  model.rows("ADDRESS");
  for (const auto& line : lines) model.row("ADDRESS").set("ADDRESS_LINE", line);
}

std::vector<SummaryLine> summary_lines(const std::vector<cart::SaleLine>& lines) {
  std::vector<SummaryLine> shown;
  shown.reserve(lines.size());
  for (const auto& line : lines)
    shown.push_back({line.title, line.mpn, line.condition, "/p/" + line.slug, line.units,
                     line.unit_price, line.total(),
                     note_of(line.is_gift_card, line.lead_days_min, line.lead_days_max)});
  return shown;
}

std::vector<SummaryLine> summary_lines(const std::vector<order::Line>& lines) {
  std::vector<SummaryLine> shown;
  shown.reserve(lines.size());
  for (const auto& line : lines)
    shown.push_back({line.title, line.mpn, line.condition, "/p/" + line.slug, line.units,
                     line.unit_price, line.total,
                     note_of(line.kind == "gift_card", line.lead_days, line.lead_days)});
  return shown;
}

std::string discount_name(const std::string& name, const std::string& code) {
  return code.empty() ? name : code + ": " + name;
}

std::vector<SummaryDiscount> summary_discounts(const std::vector<order::Discount>& discounts) {
  std::vector<SummaryDiscount> shown;
  for (const auto& discount : discounts)
    if (discount.klass != promo::word_of(promo::Class::Shipping))
      shown.push_back({discount_name(discount.name, discount.code), discount.amount});
  return shown;
}

void add_tender(Summary& summary, base::Money tender) {
  if (tender.is_zero() || !summary.total) return;
  summary.tenders.push_back({"Gift cards and credit", tender});
  summary.due = *summary.total - tender;
}

std::vector<std::string> address_lines(const cart::Details& details) {
  return lines_of(details);
}

std::vector<std::string> address_lines(const order::Address& address) {
  return lines_of(address);
}

}  // namespace views
