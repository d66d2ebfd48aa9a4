#pragma once
#include "base/columns.h"
#include "documents/paper.h"
#include "order/billing.h"
#include "order/fulfil.h"
#include "order/quotes.h"
#include "order/read.h"

// What each kind of paper says. Pure; private to documents.
namespace documents {

struct InvoiceFacts {
  order::Summary order;
  order::Address address;
  std::vector<order::Line> lines;
  std::vector<order::Discount> discounts;
  std::vector<order::TaxLine> taxes;
  order::Billing billing;
};
Paper invoice_paper(const InvoiceFacts& facts, const Sender& sender);

struct SlipLine {
  std::string title;
  std::string sku;
  std::string mpn;
  std::string condition;
  int ordered;
  int units;  // in this parcel
  std::vector<std::string> serials;
};
struct SlipFacts {
  base::FulfilmentId parcel;
  std::string order_number;
  std::string po_number;
  std::string shipping_name;
  std::string unloading;  // of freight; "" for parcels
  std::string carrier;    // "" until it leaves
  std::string tracking;
  std::int64_t nth;  // of the order's parcels, from 1
  order::Address address;
  std::vector<SlipLine> lines;
};
Paper packing_slip_paper(const SlipFacts& facts, const Sender& sender);

struct CreditLine {
  std::string share;  // goods, tax, fee of a line; shipping, shipping_tax, goodwill
  std::string title;  // of the line; "" beside any
  int units;          // 0 beside units
  base::Money amount;
  static constexpr auto columns() {
    return base::Columns<&CreditLine::share, &CreditLine::title, &CreditLine::units,
                         &CreditLine::amount>{};
  }
};
struct CreditFacts {
  base::RefundId refund;
  std::string order_number;
  std::string po_number;
  std::string reason;  // why it was granted: the word of its kind
  order::Address address;
  std::vector<CreditLine> lines;
  base::Money total;
};
Paper credit_note_paper(const CreditFacts& facts, const Sender& sender);

struct ReturnSlipLine {
  std::string title;
  std::string sku;
  int units;
  std::string reason;  // "not_as_described"
  static constexpr auto columns() {
    return base::Columns<&ReturnSlipLine::title, &ReturnSlipLine::sku, &ReturnSlipLine::units,
                         &ReturnSlipLine::reason>{};
  }
};
struct ReturnSlipFacts {
  base::ReturnId id;
  std::string order_number;
  std::string number;  // of the return
  order::Address address;
  std::vector<ReturnSlipLine> lines;
  std::vector<std::string> sent_instead{};  // "1 x Cisco ...", of an exchange
};
Paper return_slip_paper(const ReturnSlipFacts& facts, const Sender& sender);

struct EvidencePaperFacts {
  order::Summary order;
  order::Address address;
  std::vector<order::Line> lines;
  std::vector<order::Parcel> parcels;
  EvidenceFacts dispute;
};
Paper evidence_paper(const EvidencePaperFacts& facts, const Sender& sender);

struct QuoteFacts {
  order::Quote quote;
  std::vector<order::QuoteLine> lines;
};
Paper quote_paper(const QuoteFacts& facts, const Sender& sender);

}  // namespace documents
