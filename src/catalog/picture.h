#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "catalog/import_batch.h"

// Product photos as files. Nothing is decoded: the magic bytes say what it is, the header how
// large.
namespace catalog {

struct PictureHeader {
  const char* extension;  // "png", "jpg"
  int width = 0;
  int height = 0;
};

// From the first bytes of a PNG or JPEG file. Nothing for anything else, a header cut short, or a
// side of 0 or more than 10,000 pixels.
std::optional<PictureHeader> picture_header(std::string_view bytes);

// Where pictures of an import come from and go to.
struct PictureFolders {
  std::string from;
  std::string media;
};

enum class PictureStore { Keep, LookOnly };

// Puts a picture below `media` under the hash of its content ("4f/4f0c….png"), where it may be
// already.
StoredPicture keep_picture(const std::string& media, const std::string& bytes,
                           const PictureHeader& header);

// Reads `path` below folders.from, checks it and, with Keep, keeps it below folders.media. Refuses
// with a reason in plain words: no such file, larger than 20 MB, neither PNG nor JPEG.
base::Result<StoredPicture, std::string> store_picture(const PictureFolders& folders,
                                                       const std::string& path, PictureStore mode);

}  // namespace catalog
