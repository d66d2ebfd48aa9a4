#pragma once
#include <optional>
#include <string>

#include "base/config.h"
#include "catalog/shelf_order.h"

// How the shelf stood when a generation was made, in a file beside it (decision 0088).
namespace sitegen {

// A digest of all that pages are made of besides rows: the program, the templates, the settings
// that pages show. Pages made by another program are not to stand beside its own.
std::string fingerprint(const base::Config& config);

void write_order(const std::string& path, const std::string& fingerprint,
                 const catalog::ShelfOrder& order);
// Nothing when there is none, it is not whole, or it was made under another fingerprint.
std::optional<catalog::ShelfOrder> read_order(const std::string& path,
                                              const std::string& fingerprint);

}  // namespace sitegen
