#include "catalog/picture.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/crypto.h"

namespace catalog {
namespace {

namespace fs = std::filesystem;

constexpr int kLargestSide = 10'000;
constexpr std::uintmax_t kLargestFile = std::uintmax_t{20} * 1024 * 1024;
constexpr std::size_t kHashLetters = 32;  // 128 bits: no two pictures share a name

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
unsigned two_bytes(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

std::optional<PictureHeader> sized(const char* extension, unsigned width, unsigned height) {
  if (width == 0 || height == 0 || width > kLargestSide || height > kLargestSide)
    return std::nullopt;
  return PictureHeader{extension, static_cast<int>(width), static_cast<int>(height)};
}

std::optional<PictureHeader> png_header(std::string_view bytes) {
  // Signature, length of the first chunk, its name, then width and height as four bytes each.
  if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  const auto four = [&](std::size_t at) {
    return two_bytes(bytes, at) << 16U | two_bytes(bytes, at + 2);
  };
  return sized("png", four(16), four(20));
}

// Goes from segment to segment until the frame header (SOF) that tells the size.
std::optional<PictureHeader> jpeg_header(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 9 <= bytes.size()) {
    if (byte_at(bytes, at) != 0xff) return std::nullopt;
    const auto marker = byte_at(bytes, at + 1);
    if (marker == 0xff) {  // a fill byte
      ++at;
      continue;
    }
    const bool frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) return sized("jpg", two_bytes(bytes, at + 7), two_bytes(bytes, at + 5));
    const auto length = two_bytes(bytes, at + 2);
    if (length < 2) return std::nullopt;
    at += 2 + length;
  }
  return std::nullopt;
}

StoredPicture named(const std::string& bytes, const PictureHeader& header) {
  const auto hash = base::sha256_hex(bytes).substr(0, kHashLetters);
  return {hash.substr(0, 2) + '/' + hash + '.' + header.extension, header.width, header.height};
}

void write_whole(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  const auto beside = path.string() + ".new" + std::to_string(getpid());
  {
    std::ofstream out{beside, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw base::Error{"cannot write " + beside};
  }
  fs::rename(beside, path);
}

}  // namespace

std::optional<PictureHeader> picture_header(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return png_header(bytes);
  if (bytes.starts_with("\xff\xd8\xff")) return jpeg_header(bytes);
  return std::nullopt;
}

StoredPicture keep_picture(const std::string& media, const std::string& bytes,
                           const PictureHeader& header) {
  auto picture = named(bytes, header);
  const auto to = fs::path{media} / picture.file;
  if (!fs::exists(to)) write_whole(to, bytes);
  return picture;
}

base::Result<StoredPicture, std::string> store_picture(const PictureFolders& folders,
                                                       const std::string& path, PictureStore mode) {
  const auto from = fs::path{folders.from} / path;
  std::error_code error;
  const bool is_file = fs::is_regular_file(from, error);
  if (error == std::errc::permission_denied) return "the picture " + path + " cannot be read";
  if (!is_file) return "no picture " + path;
  if (fs::file_size(from, error) > kLargestFile) return "the picture " + path + " is over 20 MB";
  std::ifstream in{from, std::ios::binary};
  std::ostringstream read;
  read << in.rdbuf();
  const auto bytes = std::move(read).str();
  if (!in) return "the picture " + path + " cannot be read";
  const auto header = picture_header(bytes);
  if (!header) return path + " is neither a PNG nor a JPEG picture";
  return mode == PictureStore::Keep ? keep_picture(folders.media, bytes, *header)
                                    : named(bytes, *header);
}

}  // namespace catalog
