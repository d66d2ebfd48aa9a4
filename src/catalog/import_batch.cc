#include "catalog/import_batch.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "catalog/import_write.h"
#include "catalog/places.h"
#include "catalog/slug.h"

namespace catalog {
namespace {

// Bits of ToldFacts.
// NOLINTBEGIN(readability-identifier-naming): numbers by which arrays and bits are picked
enum Fact : std::uint32_t {
  kTitle = 1U << 0U,
  kCategory = 1U << 1U,
  kUHeight = 1U << 2U,
  kWeight = 1U << 3U,
  kFullDepth = 1U << 4U,
  kAirflow = 1U << 5U,
  kPorts = 1U << 6U,
  kPoePorts = 1U << 7U,
  kPowerSupplies = 1U << 8U,
  kMaxDraw = 1U << 9U,
  kFront = 1U << 10U,
  kRear = 1U << 11U,
  kMpn = 1U << 12U,
};
// NOLINTEND(readability-identifier-naming)

// A product of the batch, as it is and as the rows so far make it.
struct Product {
  ProductWrite write;
  std::string brand;
  std::string category_path;
  std::vector<std::string> category;  // names, once a row has set it
  std::optional<std::string> front;   // media files
  std::optional<std::string> rear;
  bool is_new = true;
  bool changed = false;  // in its own table
  bool respelled = false;
  std::uint32_t told = 0;
};

// One batch on its way: rows are gone through in order, then everything is written.
class Batch {
 public:
  Batch(store::Tx& tx, const std::vector<ProductRow>& rows,
        const std::vector<std::optional<KnownVariant>>& known,
        const std::vector<RowPictures>& pictures, const ToldFacts& told, base::Instant now)
      : tx_{tx}, rows_{rows}, known_{known}, pictures_{pictures}, told_{told}, now_{now} {
    applied_.rows.resize(rows.size());
  }

  AppliedBatch run() {
    find();
    for (std::size_t i = 0; i < rows_.size(); ++i) merge(i);
    place();
    give_slugs();
    write_products();
    write_variants();
    write_parts();
    for (const auto& product : products_) applied_.told[product.write.id] = product.told;
    return std::move(applied_);
  }

 private:
  void find();
  void merge(std::size_t i);
  void merge_pictures(std::size_t i, Product& product);
  void place();
  void give_slugs();
  void write_products();
  void write_variants();
  void write_parts();
  Distinction distinction(const Product& product) const;

  // Takes a fact of row i, unless an earlier row of the file has told it.
  template <class T>
  void tell(std::size_t i, Product& product, Fact fact, const char* column, T& is, const T& given) {
    if ((product.told & fact) != 0) return;
    product.told |= fact;
    if (is == given) return;
    is = given;
    product.changed = true;
    applied_.rows[i].changed.push_back(column);
  }
  template <class T>
  void tell_known(std::size_t i, Product& product, Fact fact, const char* column,
                  std::optional<T>& is, const std::optional<T>& given) {
    if (given) tell(i, product, fact, column, is, given);
  }

  store::Tx& tx_;
  const std::vector<ProductRow>& rows_;
  const std::vector<std::optional<KnownVariant>>& known_;
  const std::vector<RowPictures>& pictures_;
  const ToldFacts& told_;
  base::Instant now_;

  std::vector<Product> products_;
  std::vector<std::size_t> product_of_;  // by row
  std::vector<PictureWrite> new_pictures_;
  std::vector<std::size_t> picture_product_;
  AppliedBatch applied_;
};

// The products of the batch, each once: those that are there, and those to be made.
void Batch::find() {
  std::map<std::string, std::size_t> index;
  std::vector<std::string> brands;
  std::vector<std::string> mpns;
  for (const auto& row : rows_) {
    const auto key = base::lower_ascii(row.brand) + '\n' + base::lower_ascii(row.mpn);
    const auto [at, fresh] = index.emplace(key, products_.size());
    product_of_.push_back(at->second);
    if (!fresh) continue;
    Product product;
    product.brand = row.brand;
    product.write.mpn = row.mpn;
    products_.push_back(std::move(product));
    brands.push_back(row.brand);
    mpns.push_back(row.mpn);
  }
  for (auto& seen : find_products(tx_, brands, mpns)) {
    auto& product = products_[static_cast<std::size_t>(seen.n - 1)];
    product.is_new = false;
    product.category_path = std::move(seen.category);
    product.front = std::move(seen.front);
    product.rear = std::move(seen.rear);
    product.write.id = seen.id;
    product.write.updated_at = seen.updated_at;
    product.write.mpn = std::move(seen.mpn);
    product.write.title = std::move(seen.title);
    product.write.facts = {seen.u_height_milli, seen.weight_g,      seen.full_depth,
                           seen.airflow,        seen.ports,         seen.poe_ports,
                           seen.power_supplies, seen.max_draw_watts};
    if (const auto told = told_.find(seen.id); told != told_.end()) product.told = told->second;
  }
}

void Batch::merge(std::size_t i) {
  const auto& row = rows_[i];
  auto& product = products_[product_of_[i]];
  auto& facts = product.write.facts;
  if (!product.is_new && (product.told & kMpn) == 0 && product.write.mpn != row.mpn)
    product.respelled = true;
  tell(i, product, kMpn, "mpn", product.write.mpn, row.mpn);
  tell(i, product, kTitle, "title", product.write.title, row.title);
  if ((product.told & kCategory) == 0) product.category = row.category;
  tell(i, product, kCategory, "category", product.category_path, category_path(row.category));
  tell_known(i, product, kUHeight, "u_height", facts.u_height_milli, row.facts.u_height_milli);
  tell_known(i, product, kWeight, "weight", facts.weight_g, row.facts.weight_g);
  tell_known(i, product, kFullDepth, "full_depth", facts.full_depth, row.facts.full_depth);
  tell_known(i, product, kAirflow, "airflow", facts.airflow, row.facts.airflow);
  tell_known(i, product, kPorts, "ports", facts.ports, row.facts.ports);
  tell_known(i, product, kPoePorts, "poe_ports", facts.poe_ports, row.facts.poe_ports);
  tell_known(i, product, kPowerSupplies, "power_supplies", facts.power_supplies,
             row.facts.power_supplies);
  tell_known(i, product, kMaxDraw, "max_draw_watts", facts.max_draw_watts,
             row.facts.max_draw_watts);
  merge_pictures(i, product);
  auto& applied = applied_.rows[i];
  if (!known_[i]) {
    applied.created = true;
    return;
  }
  applied.variant = known_[i]->id;
  if (known_[i]->sku != row.sku) applied.changed.push_back("sku");
  if (known_[i]->condition != row.condition) applied.changed.push_back("condition");
  if (known_[i]->price != row.price) applied.changed.push_back("price_cents");
}

// Pictures are rows of their own: their product's row stays as it is.
void Batch::merge_pictures(std::size_t i, Product& product) {
  const auto take = [&](Fact fact, const char* column, const char* view,
                        std::optional<std::string>& is, const std::optional<StoredPicture>& given) {
    if (!given || (product.told & fact) != 0) return;
    product.told |= fact;
    if (is == given->file) return;
    is = given->file;
    applied_.rows[i].changed.push_back(column);
    picture_product_.push_back(product_of_[i]);
    new_pictures_.push_back({base::ProductId{0}, view, *given,
                             product.brand + ' ' + product.write.mpn + ", " + view + " view"});
  };
  take(kFront, "image_front", "front", product.front, pictures_[i].front);
  take(kRear, "image_rear", "rear", product.rear, pictures_[i].rear);
}

void Batch::place() {
  std::map<std::string, std::string> brands;
  std::map<std::string, std::vector<std::string>> categories;
  std::vector<std::string> kept;  // the paths of products whose category no row told
  for (const auto& product : products_) {
    if (!product.is_new && !product.changed) continue;
    if (product.is_new) brands.emplace(base::lower_ascii(product.brand), product.brand);
    if (product.category.empty())
      // A path is made of slugs, and a slug's slug is itself.
      categories.emplace(product.category_path, std::vector<std::string>{});
    else
      categories.insert_or_assign(product.category_path, product.category);
  }
  std::vector<std::string> brand_names;
  brand_names.reserve(brands.size());
  for (auto& [key, name] : brands) brand_names.push_back(name);
  std::vector<std::vector<std::string>> category_names;
  for (auto& [path, names] : categories) {
    if (names.empty()) {
      for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        names.push_back(path.substr(at, end - at));
        at = end + 1;
      }
    }
    category_names.push_back(names);
  }
  const auto brand_ids = ensure_brands(tx_, brand_names);
  const auto category_ids = ensure_categories(tx_, category_names);
  for (auto& product : products_) {
    if (!product.is_new && !product.changed) continue;
    if (product.is_new) product.write.brand = brand_ids.at(base::lower_ascii(product.brand));
    product.write.category = category_ids.at(product.category_path);
  }
}

std::string known_number(const std::optional<int>& value) {
  return value ? std::to_string(*value) : std::string{};
}

std::string height(int milli) {
  return std::to_string(milli / 1000) +
         (milli % 1000 == 0 ? "" : "-" + std::to_string(milli % 1000));
}

Distinction Batch::distinction(const Product& product) const {
  const auto& facts = product.write.facts;
  Distinction mine;
  mine.ports = facts.ports.value_or("");
  mine.poe_ports = known_number(facts.poe_ports);
  mine.airflow = facts.airflow.value_or("");
  mine.category = product.category.back();
  mine.u_height = facts.u_height_milli ? height(*facts.u_height_milli) : "";
  mine.power_supplies = known_number(facts.power_supplies);
  mine.max_draw = known_number(facts.max_draw_watts);
  mine.weight = known_number(facts.weight_g);
  return mine;
}

void Batch::give_slugs() {
  std::vector<std::string> wanted;
  for (auto& product : products_) {
    if (!product.is_new) continue;
    product.write.slug = slugify(product.brand + ' ' + product.write.mpn);
    wanted.push_back(product.write.slug);
  }
  if (wanted.empty()) return;
  std::map<std::string, Distinction> taken;
  const auto note = [&](SlugHolder& holder) {
    taken.emplace(holder.slug,
                  Distinction{holder.ports, holder.poe_ports, holder.airflow, holder.category,
                              holder.u_height_known ? height(holder.u_height_milli) : "",
                              holder.power_supplies, holder.max_draw, holder.weight});
  };
  for (auto& holder : find_slug_holders(tx_, wanted)) note(holder);
  for (auto& product : products_) {
    if (!product.is_new) continue;
    const auto mine = distinction(product);
    if (const auto holder = taken.find(product.write.slug); holder != taken.end()) {
      const auto others = other_slugs(product.write.slug, mine, holder->second);
      for (auto& also_taken : find_slug_holders(tx_, others)) note(also_taken);
      const auto free = std::find_if(others.begin(), others.end(),
                                     [&](const auto& slug) { return !taken.contains(slug); });
      if (free == others.end()) throw base::Error{"no slug is left for " + product.write.slug};
      product.write.slug = *free;
    }
    taken.emplace(product.write.slug, mine);
  }
}

void Batch::write_products() {
  std::vector<ProductWrite> added;
  std::vector<std::size_t> added_at;
  std::vector<ProductWrite> changed;
  for (std::size_t i = 0; i < products_.size(); ++i) {
    if (products_[i].is_new) {
      added.push_back(products_[i].write);
      added_at.push_back(i);
    } else if (products_[i].changed) {
      changed.push_back(products_[i].write);
    }
  }
  const auto ids = insert_products(tx_, added, now_);
  for (std::size_t i = 0; i < ids.size(); ++i) products_[added_at[i]].write.id = ids[i];
  update_products(tx_, changed, now_);
}

void Batch::write_variants() {
  std::vector<VariantWrite> added;
  std::vector<std::size_t> added_at;
  std::vector<VariantWrite> changed;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto& row = rows_[i];
    VariantWrite write{.id = base::VariantId{0},
                       .updated_at = {},
                       .product = products_[product_of_[i]].write.id,
                       .sku = row.sku,
                       .condition = row.condition,
                       .price = row.price};
    if (!known_[i]) {
      added.push_back(std::move(write));
      added_at.push_back(i);
    } else if (known_[i]->sku != row.sku || known_[i]->condition != row.condition ||
               known_[i]->price != row.price) {
      write.id = known_[i]->id;
      write.updated_at = known_[i]->updated_at;
      changed.push_back(std::move(write));
    }
  }
  const auto ids = insert_variants(tx_, added, now_);
  for (std::size_t i = 0; i < ids.size(); ++i) applied_.rows[added_at[i]].variant = ids[i];
  update_variants(tx_, changed, now_);
}

void Batch::write_parts() {
  std::vector<PartNumberWrite> numbers;
  for (const auto& product : products_)
    if (product.is_new || product.respelled)
      numbers.push_back({product.write.id, product.write.mpn, "mpn"});
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (!known_[i] || known_[i]->sku != rows_[i].sku)
      numbers.push_back({products_[product_of_[i]].write.id, rows_[i].sku, "sku"});
  write_part_numbers(tx_, numbers);
  for (std::size_t i = 0; i < new_pictures_.size(); ++i)
    new_pictures_[i].product = products_[picture_product_[i]].write.id;
  write_pictures(tx_, new_pictures_);
}

}  // namespace

std::string ownership_problem(const ProductRow& row, const std::optional<KnownVariant>& known) {
  if (!known) return {};
  if (known->bundle) return "sku \"" + row.sku + "\" is a bundle's";
  if (base::equal_ignoring_case(known->brand, row.brand) &&
      base::equal_ignoring_case(known->mpn, row.mpn))
    return {};
  return "sku \"" + row.sku + "\" belongs to another product, " + known->brand + ' ' + known->mpn;
}

AppliedBatch apply_rows(store::Tx& tx, const std::vector<ProductRow>& rows,
                        const std::vector<std::optional<KnownVariant>>& known,
                        const std::vector<RowPictures>& pictures, const ToldFacts& told,
                        base::Instant now) {
  return Batch{tx, rows, known, pictures, told, now}.run();
}

}  // namespace catalog
