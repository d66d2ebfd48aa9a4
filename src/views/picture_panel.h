#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/sent_picture.h"
#include "views/admin_view.h"

// The panel of staff for photos of goods.
namespace views {

// GET /admin/pictures. Posts, as a form with a file, csrf, sku, view (front or rear) and the file
// photo.
struct PicturesView {
  Desk desk{};
  std::optional<Notice> notice{};
  std::vector<catalog::SentPicture> sent{};
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string pictures_page(const render::Templates& templates, const Layout& layout,
                          const PicturesView& view);

}  // namespace views
