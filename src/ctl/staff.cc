#include "ctl/staff.h"

#include <iostream>

#include "base/text.h"
#include "catalog/import_batch.h"

namespace ctl {
namespace {

// The audit log names who typed the command. The server parts its options at spaces, libpq its own
// at quotes.
std::string acting(const std::string& name) {
  std::string option;
  for (const char c : name) {
    if (c == ' ' || c == '\\') option += "\\\\";
    if (c == '\'' || c == '\\') option += '\\';
    option += c;
  }
  return " options='-c gds.actor=" + option + "'";
}

}  // namespace

store::Db database(const Call& call, const char* role) {
  return store::Db{
      {.conninfo = base::direct_dsn_as(call.config, role) + acting(actor()), .role = {}}};
}

int refused(const std::string& why) {
  std::cerr << "gdsctl: " << why << '\n';
  return 1;
}

std::string take_word(Call& call, const char* what) {
  auto word = call.args.take_word();
  if (!word || word->empty()) throw base::UsageError{std::string{"say "} + what};
  return *std::move(word);
}

int take_number(base::Args& args, const char* option) {
  const auto text = args.take_option(option);
  const auto number = text ? base::parse_integer<int>(*text) : std::nullopt;
  constexpr int kMostUnits = 10'000'000;  // as the import
  if (!number || *number > kMostUnits || *number < -kMostUnits)
    throw base::UsageError{std::string{option} + " wants a whole number"};
  return *number;
}

std::vector<std::string> take_all(base::Args& args, const char* option) {
  std::vector<std::string> all;
  while (auto text = args.take_option(option)) all.push_back(std::move(*text));
  return all;
}

SkuSerials parse_serials(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string::npos || colon + 1 == text.size())
    throw base::UsageError{"\"" + text + "\" is not SKU:SERIAL,SERIAL"};
  return {text.substr(0, colon), parted(text.substr(colon + 1), ',')};
}

std::string say(const inventory::SerialRefused& refused) {
  switch (refused.why) {
    case inventory::SerialWhy::Known:
      return "serial " + refused.serial + " is known already, or was said twice";
    case inventory::SerialWhy::Unreadable:
      return "no serial: " + refused.serial;
    case inventory::SerialWhy::Unknown:
      return "there is no serial " + refused.serial;
    case inventory::SerialWhy::OtherVariant:
      return "serial " + refused.serial + " is of something else";
    case inventory::SerialWhy::NotInStock:
      return "the unit of serial " + refused.serial + " is not in stock";
    case inventory::SerialWhy::NotShipped:
      break;
  }
  return "the unit of serial " + refused.serial + " was not sent";
}

std::vector<std::string> parted(const std::string& text, char at) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  std::size_t from = 0;
  for (auto end = text.find(at); end != std::string::npos; end = text.find(at, from)) {
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  parts.push_back(text.substr(from));
  return parts;
}

base::VariantId variant_of(store::Tx& tx, const std::string& sku) {
  const auto known = catalog::find_variants(tx, {sku}).front();
  if (!known) throw base::Error{"there is no SKU " + sku};
  return known->id;
}

}  // namespace ctl
