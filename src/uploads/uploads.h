#pragma once
#include <string_view>

#include "base/result.h"

// Files that people send in. What one is its content says, never its name or what its sender calls
// its type; nothing here runs, draws or unpacks what it is given beyond a stated measure (decision
// 0094). Owns no table: a paper is kept by whom it is for, in the transaction that wants it.
namespace uploads {

// A scan of some pages (contract sheet: exemption and resale certificates).
inline constexpr std::size_t kMostPaper = std::size_t{10} * 1024 * 1024;

enum class PaperFlaw {
  Empty,
  TooLarge,   // over kMostPaper
  OtherKind,  // no PDF by its first bytes
  Cut,        // a PDF without its end
  Active,     // it holds what acts by itself: script, programs, other files, forms that send
  Closed,     // encrypted, or packed in a way that cannot be looked into
};
// Is this a PDF that one may hand to somebody? Looks at every name that stands in it, also in its
// compressed object streams as far as they unpack to kMostUnpacked bytes in all. A bounded look is
// no proof: who serves it serves it as a file to keep (see pages/upload.h).
base::Result<base::Done, PaperFlaw> look_at_paper(std::string_view bytes);

inline constexpr std::size_t kMostUnpacked = std::size_t{32} * 1024 * 1024;

}  // namespace uploads
