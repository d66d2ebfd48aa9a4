#include "catalog/import_batch.h"

#include <map>

#include "base/text.h"
#include "catalog/import_slugs.h"
#include "catalog/import_write.h"
#include "catalog/places.h"
#include "catalog/slug.h"

namespace catalog {
namespace {

// A product of the batch, as it is and as the rows so far make it.
struct Product {
  ProductWrite write;
  std::string brand;
  std::string category_path;
  std::vector<std::string> category;  // names, once a row has set it
  std::optional<std::string> front;   // media files
  std::optional<std::string> rear;
  bool is_new = true;
  bool is_bundle = false;
  bool changed = false;  // in its own table
  bool respelled = false;
  DecidedFacts decided;
  bool is_written() const { return is_new || changed; }
};

// One batch on its way: rows are gone through in order, then everything is written.
class Batch {
 public:
  Batch(store::Tx& tx, const std::vector<RowToApply>& rows, const DecidedByProduct& decided,
        base::Instant now)
      : tx_{tx}, rows_{rows}, decided_{decided}, now_{now} {
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
    for (const auto& product : products_) applied_.decided[product.write.id] = product.decided;
    return std::move(applied_);
  }

 private:
  void find();
  void take(KnownProduct& seen);
  void merge(std::size_t i);
  void merge_facts(std::size_t i, Product& product);
  void merge_pictures(std::size_t i, Product& product);
  void merge_variant(std::size_t i);
  void place();
  void give_slugs();
  void write_products();
  void write_variants();
  void write_parts();

  bool is_refused(std::size_t i) const { return !applied_.rows[i].problem.empty(); }

  // Row i decides a fact, unless an earlier row of the file has.
  template <class T>
  void decide(std::size_t i, Product& product, bool DecidedFacts::*fact, const char* column, T& is,
              const T& given) {
    if (product.decided.*fact) return;
    product.decided.*fact = true;
    if (is == given) return;
    is = given;
    product.changed = true;
    applied_.rows[i].changed.push_back(column);
  }
  template <class T>
  void decide_known(std::size_t i, Product& product, bool DecidedFacts::*fact, const char* column,
                    std::optional<T>& is, const std::optional<T>& given) {
    if (given) decide(i, product, fact, column, is, given);
  }

  store::Tx& tx_;
  const std::vector<RowToApply>& rows_;
  const DecidedByProduct& decided_;
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
  for (const auto& [row, pictures, known] : rows_) {
    const auto key = base::lower_ascii(row->brand) + '\n' + base::lower_ascii(row->mpn);
    const auto [at, fresh] = index.emplace(key, products_.size());
    product_of_.push_back(at->second);
    if (!fresh) continue;
    Product product;
    product.brand = row->brand;
    product.write.mpn = row->mpn;
    products_.push_back(std::move(product));
    brands.push_back(row->brand);
    mpns.push_back(row->mpn);
  }
  for (auto& seen : find_products(tx_, brands, mpns)) take(seen);
}

// A product of the batch as the database has it.
void Batch::take(KnownProduct& seen) {
  auto& product = products_[static_cast<std::size_t>(seen.n - 1)];
  product.is_new = false;
  product.is_bundle = seen.bundle;
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
  if (const auto at = decided_.find(seen.id); at != decided_.end()) product.decided = at->second;
}

void Batch::merge(std::size_t i) {
  auto& product = products_[product_of_[i]];
  // What a bundle is and holds comes from the bundles' own file.
  if (product.is_bundle) {
    applied_.rows[i].problem =
        "brand and mpn are a bundle's, " + product.brand + ' ' + product.write.mpn;
    return;
  }
  merge_facts(i, product);
  merge_pictures(i, product);
  merge_variant(i);
}

void Batch::merge_facts(std::size_t i, Product& product) {
  using Is = DecidedFacts;
  const auto& row = *rows_[i].row;
  auto& facts = product.write.facts;
  if (!product.is_new && !product.decided.mpn && product.write.mpn != row.mpn)
    product.respelled = true;
  decide(i, product, &Is::mpn, "mpn", product.write.mpn, row.mpn);
  decide(i, product, &Is::title, "title", product.write.title, row.title);
  if (!product.decided.category) product.category = row.category;
  decide(i, product, &Is::category, "category", product.category_path, category_path(row.category));
  decide_known(i, product, &Is::u_height, "u_height", facts.u_height_milli,
               row.facts.u_height_milli);
  decide_known(i, product, &Is::weight, "weight", facts.weight_g, row.facts.weight_g);
  decide_known(i, product, &Is::full_depth, "full_depth", facts.full_depth, row.facts.full_depth);
  decide_known(i, product, &Is::airflow, "airflow", facts.airflow, row.facts.airflow);
  decide_known(i, product, &Is::ports, "ports", facts.ports, row.facts.ports);
  decide_known(i, product, &Is::poe_ports, "poe_ports", facts.poe_ports, row.facts.poe_ports);
  decide_known(i, product, &Is::power_supplies, "power_supplies", facts.power_supplies,
               row.facts.power_supplies);
  decide_known(i, product, &Is::max_draw, "max_draw_watts", facts.max_draw_watts,
               row.facts.max_draw_watts);
}

// Pictures are rows of their own: their product's row stays as it is.
void Batch::merge_pictures(std::size_t i, Product& product) {
  const auto picture = [&](bool DecidedFacts::*fact, const char* column, const char* view,
                           std::optional<std::string>& is,
                           const std::optional<StoredPicture>& given) {
    if (!given || product.decided.*fact) return;
    product.decided.*fact = true;
    if (is == given->file) return;
    is = given->file;
    applied_.rows[i].changed.push_back(column);
    picture_product_.push_back(product_of_[i]);
    new_pictures_.push_back({base::ProductId{0}, view, *given,
                             product.brand + ' ' + product.write.mpn + ", " + view + " view"});
  };
  const auto& given = *rows_[i].pictures;
  picture(&DecidedFacts::front, "image_front", "front", product.front, given.front);
  picture(&DecidedFacts::rear, "image_rear", "rear", product.rear, given.rear);
}

void Batch::merge_variant(std::size_t i) {
  const auto& row = *rows_[i].row;
  const auto* known = rows_[i].known;
  auto& applied = applied_.rows[i];
  if (known == nullptr) {
    applied.created = true;
    return;
  }
  applied.variant = known->id;
  if (known->sku != row.sku) applied.changed.push_back("sku");
  if (known->condition != row.condition) applied.changed.push_back("condition");
  if (known->price != row.price) applied.changed.push_back("price_cents");
}

// Brands and categories of what will be written. A product whose category no row of this batch
// decided is there already, and so is its category.
void Batch::place() {
  std::map<std::string, std::string> brands;
  std::map<std::string, std::vector<std::string>> categories;
  std::vector<std::string> standing;
  for (const auto& product : products_) {
    if (!product.is_written()) continue;
    if (product.is_new) brands.emplace(base::lower_ascii(product.brand), product.brand);
    if (product.category.empty())
      standing.push_back(product.category_path);
    else
      categories.emplace(product.category_path, product.category);
  }
  std::vector<std::string> brand_names;
  brand_names.reserve(brands.size());
  for (auto& [key, name] : brands) brand_names.push_back(std::move(name));
  std::vector<std::vector<std::string>> category_names;
  category_names.reserve(categories.size());
  for (auto& [path, names] : categories) category_names.push_back(std::move(names));

  const auto brand_ids = ensure_brands(tx_, brand_names);
  auto category_ids = ensure_categories(tx_, category_names);
  category_ids.merge(find_categories(tx_, standing));
  for (auto& product : products_) {
    if (!product.is_written()) continue;
    if (product.is_new) product.write.brand = brand_ids.at(base::lower_ascii(product.brand));
    product.write.category = category_ids.at(product.category_path);
  }
}

void Batch::give_slugs() {
  std::vector<SlugWish> wishes;
  std::vector<Product*> wishing;
  for (auto& product : products_) {
    if (!product.is_new) continue;
    wishes.push_back({slugify(product.brand + ' ' + product.write.mpn),
                      distinction_of(product.write.facts, product.category.back())});
    wishing.push_back(&product);
  }
  auto slugs = free_slugs(tx_, wishes);
  for (std::size_t i = 0; i < slugs.size(); ++i) wishing[i]->write.slug = std::move(slugs[i]);
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
    if (is_refused(i)) continue;
    const auto& row = *rows_[i].row;
    const auto* known = rows_[i].known;
    VariantWrite write{.id = base::VariantId{0},
                       .updated_at = {},
                       .product = products_[product_of_[i]].write.id,
                       .sku = row.sku,
                       .condition = row.condition,
                       .price = row.price};
    if (known == nullptr) {
      added.push_back(std::move(write));
      added_at.push_back(i);
    } else if (known->sku != row.sku || known->condition != row.condition ||
               known->price != row.price) {
      write.id = known->id;
      write.updated_at = known->updated_at;
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
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto& [row, pictures, known] = rows_[i];
    if (!is_refused(i) && (known == nullptr || known->sku != row->sku))
      numbers.push_back({products_[product_of_[i]].write.id, row->sku, "sku"});
  }
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

AppliedBatch apply_rows(store::Tx& tx, const std::vector<RowToApply>& rows,
                        const DecidedByProduct& decided, base::Instant now) {
  return Batch{tx, rows, decided, now}.run();
}

}  // namespace catalog
