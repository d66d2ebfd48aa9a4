#include "catalog/small_picture.h"

#include <gd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "base/error.h"

namespace catalog {
namespace {

namespace fs = std::filesystem;
using store::Query;

// Fine lettering on a front panel is still read; a file of 480 points has about 15 KB.
constexpr int kQuality = 82;
constexpr std::array kWidths{kCardWidth, kPageWidth};

const Query<std::string()> kFiles{"catalog.picture_files",
                                  "SELECT DISTINCT file FROM media ORDER BY file"};

struct FreeImage {
  void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Picture = std::unique_ptr<gdImage, FreeImage>;

// A picture that was cut off decodes to grey: its last bytes tell.
bool is_whole(std::string_view bytes, std::string_view extension) {
  if (extension == "png") return bytes.substr(0, bytes.size() - 4).ends_with("IEND");
  return bytes.find("\xff\xd9", bytes.size() > 64 ? bytes.size() - 64 : 0) !=
         std::string_view::npos;
}

Picture decoded(std::string_view bytes) {
  const auto header = picture_header(bytes);
  if (!header || std::int64_t{header->width} * header->height > kMostPoints) return nullptr;
  const std::string_view extension = header->extension;
  if (!is_whole(bytes, extension)) return nullptr;
  const auto size = static_cast<int>(bytes.size());
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): gd reads it only
  auto* data = const_cast<char*>(bytes.data());
  Picture picture{extension == "png" ? gdImageCreateFromPngPtr(size, data)
                                     : gdImageCreateFromJpegPtr(size, data)};
  if (picture && !gdImageTrueColor(picture.get())) gdImagePaletteToTrueColor(picture.get());
  return picture;
}

// Averages all points that fall on one: gd's own scaling of large steps loses fine lines.
Picture scaled(const Picture& from, int width) {
  const auto height = std::max(
      1, static_cast<int>(std::int64_t{gdImageSY(from.get())} * width / gdImageSX(from.get())));
  Picture to{gdImageCreateTrueColor(width, height)};
  BASE_CHECK(to != nullptr);
  gdImageAlphaBlending(to.get(), 0);
  gdImageSaveAlpha(to.get(), 1);
  gdImageCopyResampled(to.get(), from.get(), 0, 0, 0, 0, width, height, gdImageSX(from.get()),
                       gdImageSY(from.get()));
  return to;
}

std::string stem_of(const std::string& path) {
  return path.substr(0, path.rfind('.'));
}

void write_whole(const std::string& path, std::string_view bytes) {
  const auto beside = path + ".new" + std::to_string(getpid());
  {
    std::ofstream out{beside, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw base::Error{"cannot write " + beside};
  }
  fs::rename(beside, path);
}

}  // namespace

std::string small_path(const std::string& path, int picture_width, int width) {
  if (!has_small(picture_width)) return path;
  return stem_of(path) + '.' + std::to_string(width) + ".webp";
}

std::optional<std::string> small_picture(std::string_view bytes, int width) {
  auto picture = decoded(bytes);
  if (!picture) return std::nullopt;
  if (gdImageSX(picture.get()) > width) picture = scaled(picture, width);
  int size = 0;
  auto* made = static_cast<char*>(gdImageWebpPtrEx(picture.get(), &size, kQuality));
  BASE_CHECK(made != nullptr);
  std::string webp{made, static_cast<std::size_t>(size)};
  gdFree(made);
  return webp;
}

std::optional<Drawn> drawn_anew(std::string_view bytes) {
  // Of a photo that staff take pains over, nothing is to be seen of the second writing.
  constexpr int kFine = 92;
  const auto picture = decoded(bytes);
  if (!picture) return std::nullopt;
  const auto header = picture_header(bytes).value();
  const bool is_png = std::string_view{header.extension} == "png";
  gdImageSaveAlpha(picture.get(), 1);
  int size = 0;
  auto* made = static_cast<char*>(is_png ? gdImagePngPtr(picture.get(), &size)
                                         : gdImageJpegPtr(picture.get(), &size, kFine));
  BASE_CHECK(made != nullptr);
  Drawn drawn{{made, static_cast<std::size_t>(size)},
              {header.extension, gdImageSX(picture.get()), gdImageSY(picture.get())}};
  gdFree(made);
  return drawn;
}

std::vector<std::string> picture_files(store::Tx& tx) {
  return tx.all(kFiles);
}

int make_small_pictures(const std::string& media, const std::string& file) {
  const auto path = media + '/' + file;
  int written = 0;
  std::optional<std::string> bytes;
  for (const auto width : kWidths) {
    const auto to = stem_of(path) + '.' + std::to_string(width) + ".webp";
    if (fs::exists(to) || fs::exists(path + ".bad") || !fs::exists(path)) continue;
    if (!bytes) {
      std::ostringstream read;
      read << std::ifstream{path, std::ios::binary}.rdbuf();
      bytes = std::move(read).str();
      const auto header = picture_header(*bytes);
      if (header && !has_small(header->width)) return written;
    }
    const auto small = small_picture(*bytes, width);
    write_whole(small ? to : path + ".bad", small ? *small : std::string{});
    if (small) ++written;
  }
  return written;
}

}  // namespace catalog
