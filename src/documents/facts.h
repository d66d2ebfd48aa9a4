#pragma once
#include "documents/papers.h"

// What the papers of an order are written from, as it stands in this transaction. Private to
// documents.
namespace documents {

InvoiceFacts invoice_facts(store::Tx& tx, const order::Summary& order);
// Oldest first, each of them.
std::vector<SlipFacts> slip_facts(store::Tx& tx, const order::Summary& order);
std::vector<CreditFacts> credit_facts(store::Tx& tx, const order::Summary& order);
std::vector<ReturnSlipFacts> return_facts(store::Tx& tx, const order::Summary& order);

}  // namespace documents
