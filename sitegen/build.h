#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/config.h"
#include "sitegen/feed.h"
#include "sitegen/generation.h"
#include "store/db.h"

namespace sitegen {

inline constexpr const char* kFeedFile = "feeds/google.xml";

struct BuildOptions {
  Compress compress = Compress::Gzip;
  unsigned threads = 2;
  std::function<void(std::size_t done, std::size_t of)> progress;  // from any thread; may be empty
};

// What became of the feed for Google.
struct FeedCounts {
  std::size_t items = 0;
  std::map<NotFed, std::size_t> left_out;
  bool kept_back = false;  // it lost too many items: the one before is served on
};

struct Built {
  std::int64_t number = 0;
  bool in_place = false;  // pages of the generation that was served already
  std::size_t pages = 0;  // that were rendered
  int written = 0;
  int linked = 0;
  std::int64_t read_ms = 0;          // the snapshot
  std::int64_t publish_ms = 0;       // from the start to the page being served
  std::vector<std::string> files;    // that were looked at
  std::vector<std::string> changed;  // of these: with other bytes than before, or new
  std::vector<std::string> gone;     // that were served before and are no more
  bool is_all_told = false;          // a run before was ended with something untold
  FeedCounts feed;
};

// Renders the whole site from one snapshot into a new generation and serves it. Page changes that
// the snapshot saw are done with afterwards. Throws, with the old site served on, when anything
// fails. `db` connects as gds_site, not through a pooler.
Built build(const SiteFolder& site, const base::Config& config, store::Db& db,
            const BuildOptions& options, base::Instant now);

// Shows the changes that wait: only the pages that they touch where that can be told (change.h),
// else the whole site.
Built update(const SiteFolder& site, const base::Config& config, store::Db& db,
             const BuildOptions& options, base::Instant now);

// For who publishes: the changes of a snapshot are done with, and word is left of what changed.
void finish(store::Tx& tx, const base::Config& config, const Built& built,
            const std::vector<std::int64_t>& changes, base::Instant now);
// After a rollback: any page may be another one now.
void tell_all(const SiteFolder& site, const base::Config& config, store::Db& db, base::Instant now);

// What `verify` answers, from one snapshot: what of the served site is not as the database is
// (nothing while changes wait: those are being written).
std::vector<std::string> verify(const SiteFolder& site, store::Db& db);

// Writes the .br siblings that a served generation lacks, until `stop` answers true. Returns how
// many it wrote.
std::size_t add_brotli(const SiteFolder& site, const Built& built, unsigned threads,
                       const std::function<bool()>& stop);

}  // namespace sitegen
