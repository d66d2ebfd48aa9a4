#include <algorithm>
#include <map>

#include "base/csv.h"
#include "base/text.h"
#include "ctl/shipping_import.h"

namespace ctl {
namespace {

// What is wrong with a field; caught at the end of the file's reading.
class BadRow : public base::Error {
 public:
  using Error::Error;
};

// One line of a file by the names of its columns.
class Row {
 public:
  Row(const std::vector<std::string>& columns, const base::CsvRecord& record)
      : columns_{columns}, record_{record} {
    if (!record.problem.empty()) fail(record.problem);
    if (record.fields.size() != columns.size()) fail("it has another number of fields");
  }
  // A column that the file lacks is empty.
  std::string text(std::string_view name) const {
    const auto at = std::ranges::find(columns_, name);
    return at == columns_.end()
               ? ""
               : std::string{base::trimmed(
                     record_.fields[static_cast<std::size_t>(at - columns_.begin())])};
  }
  std::optional<int> number(std::string_view name) const {
    const auto typed = text(name);
    if (typed.empty()) return std::nullopt;
    const auto value = base::parse_integer<int>(typed);
    if (!value || *value < 0) fail(std::string{name} + " is not a whole number: " + typed);
    return value;
  }
  // Such a thing has more than nothing.
  std::optional<int> measure(std::string_view name) const {
    const auto value = number(name);
    if (value && *value == 0) fail(std::string{name} + " is 0; leave it empty when it is unknown");
    return value;
  }
  int needed(std::string_view name) const {
    const auto value = number(name);
    if (!value) fail(std::string{name} + " is missing");
    return *value;
  }
  std::optional<base::Money> money(std::string_view name) const {
    const auto cents = number(name);
    return cents ? std::optional{base::Money::cents(*cents)} : std::nullopt;
  }
  bool yes(std::string_view name) const {
    const auto typed = base::lower_ascii(text(name));
    if (typed == "true" || typed == "yes") return true;
    if (!typed.empty() && typed != "false" && typed != "no")
      fail(std::string{name} + " is yes or no");
    return false;
  }
  std::string word(std::string_view name, const std::vector<std::string>& words) const {
    const auto typed = text(name);
    if (typed.empty()) return words.front();
    if (std::ranges::find(words, typed) == words.end())
      fail(std::string{name} + " is no word: " + typed);
    return typed;
  }
  [[noreturn]] void fail(const std::string& why) const {
    throw BadRow{"line " + std::to_string(record_.line) + ": " + why};
  }

 private:
  const std::vector<std::string>& columns_;
  const base::CsvRecord& record_;
};

// Reads the file whole; the columns are those known, in any order, each once.
template <class T, class Make>
std::vector<T> read(std::istream& file, const std::vector<std::string>& known, const Make& make) {
  base::CsvReader csv{file, {.records = base::CsvRecords::OneLineEach}};
  base::CsvRecord record;
  if (!csv.next(record)) throw BadRow{"the file is empty"};
  const auto columns = record.fields;
  for (const auto& column : columns)
    if (std::ranges::find(known, column) == known.end() || std::ranges::count(columns, column) != 1)
      throw BadRow{"line 1: no such column, or twice: " + column};
  std::vector<T> rows;
  while (csv.next(record)) rows.push_back(make(Row{columns, record}));
  return rows;
}

std::string say(const shipping::ImportRefused& refused) {
  switch (refused.why) {
    case shipping::ImportWhy::UnknownMethod:
      return "no such method: " + refused.where;
    case shipping::ImportWhy::UnknownChart:
      return "no such chart: " + refused.where;
    case shipping::ImportWhy::UnknownZone:
      return "no such zone: " + refused.where;
    case shipping::ImportWhy::UnknownSku:
      return "no such SKU: " + refused.where;
    case shipping::ImportWhy::NoRows:
      return "there are no rows";
    case shipping::ImportWhy::Twice:
      return "it stands there already, or twice in the file: " + refused.where;
    case shipping::ImportWhy::Falling:
      return "more costs less: " + refused.where;
    case shipping::ImportWhy::Gap:
      return "no range says anything of ZIP3 " + refused.where;
    case shipping::ImportWhy::Overlap:
      return "a range overlaps another, or is none, at ZIP3 " + refused.where;
  }
  return "";
}

template <class Work>
Imported try_to(const Work& work) {
  try {
    return work();
  } catch (const BadRow& bad) {
    return FileRefused{bad.what()};
  }
}

Imported answer(const base::Result<base::Done, shipping::ImportRefused>& done, std::size_t rows) {
  if (!done) return FileRefused{say(done.why())};
  return static_cast<int>(rows);
}

}  // namespace

Imported import_rates(store::Tx& tx, std::istream& file, const shipping::NewTariff& tariff,
                      const std::string& actor, base::Instant now) {
  return try_to([&] {
    const auto rates = read<shipping::NewRate>(
        file, {"zone", "up_to", "cents", "up_to_class", "per_extra_cents"}, [](const Row& row) {
          return shipping::NewRate{row.text("zone"), row.number("up_to_class").value_or(0),
                                   row.measure("up_to").value_or(row.needed("up_to")),
                                   base::Money::cents(row.needed("cents")),
                                   row.money("per_extra_cents")};
        });
    return answer(shipping::import_tariff(tx, tariff, rates, actor, now), rates.size());
  });
}

Imported import_chart(store::Tx& tx, std::istream& file, const shipping::NewChart& chart,
                      const std::string& actor, base::Instant now) {
  return try_to([&] {
    const auto ranges =
        read<shipping::NewRange>(file, {"zip3_from", "zip3_to", "zone"}, [](const Row& row) {
          const auto zone = row.text("zone");
          return shipping::NewRange{row.needed("zip3_from"), row.needed("zip3_to"),
                                    zone.empty() ? std::nullopt : std::optional{zone}};
        });
    return answer(shipping::import_chart(tx, chart, ranges, actor, now), ranges.size());
  });
}

Imported import_facts(store::Tx& tx, std::istream& file) {
  return try_to([&] {
    const auto rows = read<shipping::GoodsFacts>(
        file,
        {"sku", "packed_g", "l_mm", "w_mm", "h_mm", "ships_alone", "ship_class", "hazmat",
         "free_ship_excluded"},
        [](const Row& row) {
          const auto l = row.measure("l_mm");
          const auto w = row.measure("w_mm");
          const auto h = row.measure("h_mm");
          if ((l && (!w || !h)) || (!l && (w || h))) row.fail("one side of three is not known");
          return shipping::GoodsFacts{
              row.text("sku"),
              row.measure("packed_g"),
              l ? std::optional{shipping::Size{*l, *w, *h}} : std::nullopt,
              row.yes("ships_alone"),
              row.word("ship_class", {"parcel", "freight", "none"}),
              row.word("hazmat", {"none", "UN3480", "UN3481", "UN3090", "UN3091"}),
              row.yes("free_ship_excluded")};
        });
    return answer(shipping::import_facts(tx, rows), rows.size());
  });
}

}  // namespace ctl
