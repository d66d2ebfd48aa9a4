#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "catalog/picture.h"
#include "store/db.h"

// Photos in the widths that pages ask for, as WebP beside the original ("4f/4f0c….480.webp"). Pages
// name them before they are there: until then nginx serves the original under that address.
namespace catalog {

inline constexpr int kCardWidth = 480;   // of a row or card, on a dense screen
inline constexpr int kPageWidth = 1200;  // of a product's own page

// One that is no wider than a card is served as it is.
inline bool has_small(int picture_width) {
  return picture_width > kCardWidth;
}
// "/media/4f/4f0c….png" as "/media/4f/4f0c….480.webp", where it has smaller ones.
std::string small_path(const std::string& path, int picture_width, int width);

// The photo at most `width` points wide, as WebP without any metadata. Nothing when the bytes are
// no whole PNG or JPEG of at most 40 megapixels: whatever the file claims, only these two loaders
// are ever called, and nothing of it is kept but its points.
std::optional<std::string> small_picture(std::string_view bytes, int width);

// More than any photo of goods has: what claims to be larger is none.
inline constexpr std::int64_t kMostPoints = 40'000'000;

// The photo in its own format and size, written anew: nothing of it is kept but its points. Nothing
// for what small_picture() gives nothing.
struct Drawn {
  std::string bytes;
  PictureHeader header;
};
std::optional<Drawn> drawn_anew(std::string_view bytes);

// The files of all photos, below media.dir.
std::vector<std::string> picture_files(store::Tx& tx);

// Writes what a photo lacks of its smaller ones. Answers how many it wrote; a file that is no
// photo gets none, and is not tried again while it lies there (a file "….bad" stands beside it).
int make_small_pictures(const std::string& media, const std::string& file);

}  // namespace catalog
