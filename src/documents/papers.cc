#include "documents/papers.h"

#include <algorithm>

#include "catalog/condition.h"
#include "order/terms.h"

namespace documents {
namespace {

using base::Money;
using base::to_text;

std::string condition_text(const std::string& word) {
  const auto condition = catalog::parse_condition(word);
  return std::string{condition ? catalog::name_of(*condition) : word};
}

// "not_as_described" as people read it.
std::string reason_text(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

std::vector<std::string> address_lines(const order::Address& address) {
  std::vector<std::string> lines;
  for (const auto& part : {address.name, address.company, address.line1, address.line2})
    if (!part.empty()) lines.push_back(part);
  lines.push_back(address.city + ", " + address.state + " " + address.zip);
  return lines;
}

// "WS-C3850-24T-L · SKU CIS-3850-R · Refurbished".
std::string goods_detail(const std::string& mpn, const std::string& sku,
                         const std::string& condition) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  };
  add(mpn);
  add("SKU " + sku);
  add(condition_text(condition));
  return text;
}

void add_fact(Paper& paper, const std::string& name, const std::string& value) {
  if (!value.empty()) paper.facts.push_back({name, value});
}

std::string off(Money amount) {
  return to_text(Money{} - amount);
}

// Discounts of the same name are one line, in the order in which they came.
void add_discounts(Paper& paper, const std::vector<order::Discount>& discounts, Money whole) {
  std::vector<std::pair<std::string, Money>> sums;
  for (const auto& discount : discounts) {
    const auto name =
        discount.code.empty() ? discount.name : discount.name + " (" + discount.code + ")";
    const auto same =
        std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == name; });
    if (same == sums.end())
      sums.emplace_back(name, discount.amount);
    else
      same->second = same->second + discount.amount;
  }
  for (const auto& [name, amount] : sums) paper.totals.push_back({name, off(amount)});
  // What no promotion took off: agreed by staff, or before discounts had names.
  for (const auto& [name, amount] : sums) whole = whole - amount;
  if (!whole.is_zero()) paper.totals.push_back({"Discount", off(whole)});
}

// "Sales tax US-TX 8.25%". What is charged at no rate is a fee on the delivery, as Colorado and
// Minnesota have it.
std::string tax_name(const order::TaxLine& tax) {
  if (tax.rate_percent.find_first_of("123456789") == std::string::npos)
    return "Retail delivery fee " + tax.jurisdiction;
  return "Sales tax " + tax.jurisdiction + " " + tax.rate_percent + "%";
}

// One line a jurisdiction and rate. What came to nothing is said only when there is no tax at all.
void add_taxes(Paper& paper, const std::vector<order::TaxLine>& taxes, Money whole) {
  std::vector<std::pair<std::string, Money>> sums;
  for (const auto& tax : taxes) {
    if (tax.tax.is_zero()) continue;
    const auto name = tax_name(tax);
    const auto same =
        std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == name; });
    if (same == sums.end())
      sums.emplace_back(name, tax.tax);
    else
      same->second = same->second + tax.tax;
  }
  for (const auto& [name, amount] : sums) paper.totals.push_back({name, to_text(amount)});
  if (whole.is_zero()) paper.totals.push_back({"Sales tax", to_text(whole)});
}

// The words of refunds.kind and refund_shares.share, as people read them.
std::string cause_text(std::string_view kind) {
  if (kind == "cancel") return "Cancellation";
  if (kind == "return") return "Return";
  if (kind == "shipping") return "Shipping";
  if (kind == "edit") return "Change of the order";
  if (kind == "units") return "Goods kept";
  return "Goodwill";
}
std::string share_text(std::string_view share) {
  if (share == "goods") return "Goods";
  if (share == "tax") return "Sales tax";
  if (share == "fee") return "Restocking fee";
  if (share == "shipping") return "Shipping";
  if (share == "shipping_tax") return "Sales tax on shipping";
  return "Goodwill";
}

Item credit_item(const CreditLine& line) {
  const auto share = share_text(line.share);
  Item item{line.title.empty() ? share : line.title,
            {},
            {line.units > 0 ? std::to_string(line.units) : "", to_text(line.amount)}};
  if (!line.title.empty()) item.details.push_back(share);
  return item;
}

void add_totals(Paper& paper, const InvoiceFacts& facts) {
  const auto& bill = facts.billing;
  auto& totals = paper.totals;
  totals.push_back({"Goods", to_text(facts.order.subtotal)});
  totals.push_back({"Shipping, " + facts.order.shipping_method_name, to_text(bill.shipping)});
  add_discounts(paper, facts.discounts, facts.order.discount + bill.shipping_discount);
  add_taxes(paper, facts.taxes, facts.order.tax);
  totals.push_back({"Total", to_text(facts.order.total), Total::Weight::Strong});
  if (!bill.granted.is_zero()) totals.push_back({"Credited", off(bill.granted)});
  totals.push_back({"Paid", off(bill.paid)});
  const auto balance = facts.order.balance;
  const bool owed = balance < Money{};
  totals.push_back({owed ? "Owed to you" : "Balance due",
                    to_text(owed ? Money{} - balance : balance), Total::Weight::Strong});
}

}  // namespace

Paper invoice_paper(const InvoiceFacts& facts, const Sender& sender) {
  Paper paper;
  paper.title = "Invoice";
  paper.sender = sender;
  add_fact(paper, "Order", facts.order.number.value_or(""));
  if (facts.order.placed_at) add_fact(paper, "Ordered", base::to_date_text(*facts.order.placed_at));
  add_fact(paper, "PO number", facts.order.po_number);
  add_fact(paper, "Terms", order::terms_text(facts.order.terms));
  if (facts.order.payment_due_at)
    add_fact(paper, "Payment due", base::to_date_text(*facts.order.payment_due_at));
  Block buyer{"SOLD TO", {facts.address.name}};
  if (!facts.address.company.empty()) buyer.lines.push_back(facts.address.company);
  buyer.lines.push_back(facts.order.email);
  if (!facts.address.phone.empty()) buyer.lines.push_back(facts.address.phone);
  paper.blocks = {buyer, {"SHIP TO", address_lines(facts.address)}};
  paper.columns = {"Units", "Unit price", "Amount"};
  for (const auto& line : facts.lines) {
    Item item{line.title,
              {goods_detail(line.mpn, line.sku, line.condition)},
              {std::to_string(line.units), to_text(line.unit_price), to_text(line.total)}};
    paper.items.push_back(std::move(item));
  }
  add_totals(paper, facts);
  paper.notes = {"All amounts are in US dollars."};
  if (facts.order.payment_due_at && facts.order.balance > Money{})
    paper.notes.insert(paper.notes.begin(), "Please pay by " +
                                                base::to_date_text(*facts.order.payment_due_at) +
                                                " and name the number of this invoice.");
  return paper;
}

Paper packing_slip_paper(const SlipFacts& facts, const Sender& sender) {
  Paper paper;
  paper.title = "Packing slip";
  paper.sender = sender;
  add_fact(paper, "Order", facts.order_number);
  add_fact(paper, "Parcel", std::to_string(facts.nth));
  add_fact(paper, "PO number", facts.po_number);
  add_fact(paper, "Shipped by", facts.carrier.empty() ? facts.shipping_name : facts.carrier);
  add_fact(paper, "Tracking", facts.tracking);
  paper.blocks = {{"SHIP TO", address_lines(facts.address)}};
  if (!facts.unloading.empty()) paper.blocks.push_back({"UNLOADING", {facts.unloading}});
  paper.columns = {"Ordered", "In this parcel"};
  for (const auto& line : facts.lines) {
    Item item{line.title,
              {goods_detail(line.mpn, line.sku, line.condition)},
              {std::to_string(line.ordered), std::to_string(line.units)}};
    if (!line.serials.empty()) {
      std::string serials = "Serial numbers: ";
      for (std::size_t i = 0; i < line.serials.size(); ++i)
        serials += (i == 0 ? "" : ", ") + line.serials[i];
      item.details.push_back(serials);
    }
    paper.items.push_back(std::move(item));
  }
  paper.notes = {
      "What is not in this parcel comes in another. Is something missing or damaged, write "
      "to us and name the order."};
  return paper;
}

Paper credit_note_paper(const CreditFacts& facts, const Sender& sender) {
  Paper paper;
  paper.title = "Credit note";
  paper.sender = sender;
  add_fact(paper, "Order", facts.order_number);
  add_fact(paper, "PO number", facts.po_number);
  add_fact(paper, "For", cause_text(facts.reason));
  paper.blocks = {{"CREDIT TO", address_lines(facts.address)}};
  paper.columns = {"Units", "Amount"};
  for (const auto& line : facts.lines) paper.items.push_back(credit_item(line));
  paper.totals = {{"Credited", to_text(facts.total), Total::Weight::Strong}};
  paper.notes = {"All amounts are in US dollars. The credit goes back the way the order was paid."};
  return paper;
}

Paper return_slip_paper(const ReturnSlipFacts& facts, const Sender& sender) {
  Paper paper;
  paper.title = "Return slip";
  paper.sender = sender;
  add_fact(paper, "Order", facts.order_number);
  Block to{"SEND TO", sender.warehouse};
  to.lines.push_back("RMA-" + facts.number);
  paper.blocks = {to, {"FROM", address_lines(facts.address)}};
  paper.columns = {"Reason", "Units"};
  for (const auto& line : facts.lines)
    paper.items.push_back(
        {line.title, {"SKU " + line.sku}, {reason_text(line.reason), std::to_string(line.units)}});
  paper.notes = {
      "Put this slip into the parcel and write the number of the return on its outside. "
      "Pack the goods as they came to you, best in the same box."};
  std::string instead;
  for (const auto& goods : facts.sent_instead) instead += (instead.empty() ? "" : ", ") + goods;
  if (!instead.empty()) paper.notes.push_back("In exchange we send: " + instead + ".");
  return paper;
}

Paper evidence_paper(const EvidencePaperFacts& facts, const Sender& sender) {
  const auto& dispute = facts.dispute;
  Paper paper;
  paper.title = "Evidence";
  paper.sender = sender;
  add_fact(paper, "Order", facts.order.number.value_or(""));
  add_fact(paper, "Dispute", dispute.dispute);
  add_fact(paper, "Reason", reason_text(dispute.reason));
  add_fact(paper, "Disputed", to_text(dispute.amount));
  if (dispute.due_by) add_fact(paper, "Answer by", base::to_date_text(*dispute.due_by));
  Block buyer{"BOUGHT BY", {facts.address.name, facts.order.email}};
  if (!facts.address.phone.empty()) buyer.lines.push_back(facts.address.phone);
  for (const auto& card : dispute.cards) buyer.lines.push_back("Card: " + card);
  paper.blocks = {buyer, {"SENT TO", address_lines(facts.address)}};
  paper.columns = {"Units", "Amount"};
  for (const auto& line : facts.lines)
    paper.items.push_back({line.title,
                           {goods_detail(line.mpn, line.sku, line.condition)},
                           {std::to_string(line.units), to_text(line.total)}});
  paper.totals = {{"Paid in all", to_text(facts.order.total), Total::Weight::Strong}};
  if (!dispute.word.empty()) paper.notes.push_back(dispute.word);
  for (const auto& parcel : facts.parcels) {
    if (!parcel.shipped_at) continue;
    auto text = "Parcel by " + parcel.carrier + " " + parcel.tracking + ", left " +
                base::to_iso8601(*parcel.shipped_at);
    if (parcel.delivered_at) text += ", arrived " + base::to_iso8601(*parcel.delivered_at);
    paper.notes.push_back(text + ".");
  }
  for (const auto& line : dispute.timeline) paper.notes.push_back(line);
  return paper;
}

Paper quote_paper(const QuoteFacts& facts, const Sender& sender) {
  const auto& quote = facts.quote;
  Paper paper;
  paper.title = "Quote";
  paper.sender = sender;
  add_fact(paper, "Valid until", base::to_date_text(quote.expires_at));
  add_fact(paper, "PO number", quote.po_number);
  add_fact(paper, "Terms", order::terms_text(quote.terms));
  Block buyer{"FOR", {quote.name}};
  if (!quote.company.empty()) buyer.lines.push_back(quote.company);
  buyer.lines.push_back(quote.email);
  paper.blocks = {buyer};
  paper.columns = {"Units", "Unit price", "Amount"};
  for (const auto& line : facts.lines)
    paper.items.push_back(
        {line.title,
         {goods_detail(line.mpn, line.sku, line.condition)},
         {std::to_string(line.units), to_text(line.unit_price), to_text(line.total())}});
  paper.totals = {{"Goods", to_text(quote.goods)}};
  if (quote.shipping) {
    paper.totals.push_back(
        {"Shipping, " + quote.shipping_name.value_or(""), to_text(*quote.shipping)});
    paper.totals.push_back(
        {"Before tax", to_text(quote.goods + *quote.shipping), Total::Weight::Strong});
  }
  if (!quote.note.empty()) paper.notes.push_back(quote.note);
  paper.notes.push_back(quote.shipping ? "Sales tax is added at the checkout."
                                       : "Shipping and sales tax are added at the checkout.");
  paper.notes.push_back("All amounts are in US dollars.");
  return paper;
}

}  // namespace documents
