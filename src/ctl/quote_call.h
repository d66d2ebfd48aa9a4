#pragma once
#include <string>

#include "cart/agreed.h"
#include "order/quotes.h"

// What the commands about quotes share. Private to ctl.
namespace ctl {

std::string say(order::QuoteWhy why);

// "NAME,AMOUNT,MIN-MAX", like "Freight,250.00,5-8". Throws UsageError for anything else.
cart::AgreedShipping parse_shipping(const std::string& text);

}  // namespace ctl
