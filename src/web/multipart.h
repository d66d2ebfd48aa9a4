#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/result.h"

namespace web {

// A file that came with a form. What its sender says it is (its type, the end of its name) counts
// for nothing and is not kept: see uploads/uploads.h.
struct UploadedFile {
  std::string field;
  std::string name;  // of the file at its sender's, without folders; only ever shown
  std::string bytes;
};

struct Multipart {
  base::Fields fields;
  std::vector<UploadedFile> files;
};

enum class MultipartFlaw {
  NoBoundary,  // another content type, or none or no lawful boundary in it
  Frame,       // cut off, or something before, between or after the parts
  Head,        // a part without a lawful head, or with more in it than a browser writes
  Twice,       // two parts of one name
  TooMany,     // parts, or bytes of a name, a head or a field
};

// What a page of ours may send, with room to spare; the whole is limited by its route.
inline constexpr std::size_t kMostParts = 32;
inline constexpr std::size_t kMostPartHead = 1024;
inline constexpr std::size_t kMostPartName = 64;
inline constexpr std::size_t kMostFileName = 255;
inline constexpr std::size_t kMostPartText = std::size_t{16} * 1024;

// A body of multipart/form-data, read strictly as browsers write it (RFC 7578, RFC 2046; decision
// 0093): all of it or nothing. `content_type` is the header with its boundary. Fields may hold any
// bytes, Form and has_readable_fields() look at them; a name is clean UTF-8 of one line. A file
// field in which no file was chosen is left out.
base::Result<Multipart, MultipartFlaw> parse_multipart(std::string_view content_type,
                                                       std::string_view body);

}  // namespace web
