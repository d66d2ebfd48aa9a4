#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/id.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "catalog/picture.h"
#include "store/db.h"

// Photos of goods that staff send in (decision 0087). Who takes one in follows its frame from the
// first byte to the last and decodes nothing; the job make-pictures, a program of its own, decodes
// it and writes it anew, without whatever else came along, and only what it wrote is shown.
namespace catalog {

using SentPictureId = base::Id<struct SentPictureTag>;

inline constexpr std::size_t kMostSentPicture = std::size_t{10} * 1024 * 1024;
// So many wait at once at most: a job that stands still is noticed before the database is full.
inline constexpr std::int64_t kMostWaiting = 100;
// After so many tries that ended the program a file is refused.
inline constexpr int kMostTries = 3;

enum class SendRefusal {
  Empty,
  TooLarge,   // over kMostSentPicture
  OtherKind,  // neither PNG nor JPEG by its content, or a side of over 10,000 points
  TooMany,    // over kMostPoints points
  Cut,        // it ends, or makes no sense, before its end
  Behind,     // something stands behind its end
  NoGoods,    // no such SKU
  Crowded     // kMostWaiting wait already
};
// Is this a photo that may wait? From mark to mark, of which it believes none: nothing is decoded.
base::Result<PictureHeader, SendRefusal> look_at_picture(std::string_view bytes);

// Keeps a photo for the product of that SKU, `view` being front or rear, until it is drawn. Refuses
// what look_at_picture() does.
struct PictureToSend {
  const std::string& sku;
  const std::string& view;
  std::string_view bytes;
};
base::Result<SentPictureId, SendRefusal> send_picture(store::Tx& tx, const PictureToSend& picture,
                                                      const std::string& actor, base::Instant now);

struct SentPicture {
  SentPictureId id{0};
  std::string title;  // of the product
  std::string path;   // "/p/…"
  std::string view;
  std::string state;  // waiting, kept, refused
  std::string sent_by;
  base::Instant sent_at;
  static constexpr auto columns() {
    using S = SentPicture;
    return base::Columns<&S::id, &S::title, &S::path, &S::view, &S::state, &S::sent_by,
                         &S::sent_at>{};
  }
};
// Newest first.
std::vector<SentPicture> sent_pictures(store::Tx& tx, std::int64_t most);

// For the job: draws the photo that waits longest and makes it its product's; the file below
// `media` comes first, then the row. Answers false when none waits. In transactions of its own; two
// at once do no harm.
bool draw_next_picture(store::Db& db, const std::string& media, base::Instant now);

}  // namespace catalog
