#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace sitegen {

// The folder of a site: gen-1, gen-2, … and the symlink `current` to the one that is served.
//
// Only one process builds at a time: it holds the lock for as long as the object lives.
class SiteFolder {
 public:
  enum class Wait { ForTheOther, Not };
  // Makes the folder when it is not there. Nothing with Wait::Not while another process builds.
  static std::optional<SiteFolder> lock(const std::string& root, Wait wait);
  SiteFolder(SiteFolder&& other) noexcept;
  SiteFolder& operator=(SiteFolder&&) = delete;
  ~SiteFolder();

  const std::string& root() const { return root_; }
  // The generation that is served; nothing before the first.
  std::optional<std::int64_t> current() const;
  std::int64_t newest() const;  // 0: none
  std::string folder_of(std::int64_t number) const;
  // Beside the folder: how its shelf stood. Only the current generation has one.
  std::string order_of(std::int64_t number) const { return folder_of(number) + ".order"; }
  // A mark beside the generations: something was served of which nobody was told yet. It outlives a
  // run that is ended in between.
  bool untold() const;
  void note_untold() const;
  void note_told() const;
  // Serves a finished generation: one rename, which a reader sees whole or not at all. Untold.
  void serve(std::int64_t number) const;
  // Serves the newest one before the current and answers its number; nothing when there is none.
  std::optional<std::int64_t> roll_back() const;
  // Removes what a run that was ended left unfinished, and all finished ones but the newest `keep`
  // and the current one. Late: deleting a big tree slows down whoever creates files just then.
  void clean(int keep) const;

 private:
  SiteFolder(std::string root, int lock) : root_{std::move(root)}, lock_{lock} {}
  std::string root_;
  int lock_;
};

enum class Compress { No, Gzip };

// A generation while it is written. Files equal to those of the generation served before become
// hard links to them, with their compressed siblings. Safe for several threads.
class Generation {
 public:
  Generation(const SiteFolder& site, std::int64_t number, Compress compress);

  // `file` is relative: "p/cisco-ws-1.html". Written once. Answers false when it was so before.
  bool write(const std::string& file, std::string_view bytes);
  // A file of the generation before that this one has not, as it is (assets that cached pages ask
  // for), if it was written at `since` or later.
  void carry_over(const std::string& folder, base::Instant since);
  // Pages and other files that the generation before has and this one not, once all are written.
  // Packed copies do not count.
  std::vector<std::string> gone() const;
  // Gives it its name and serves it.
  void publish(const SiteFolder& site) const;

  std::int64_t number() const { return number_; }
  int linked() const { return linked_; }
  int written() const { return written_; }

 private:
  bool link_same(const std::string& file, std::string_view bytes);
  std::int64_t number_;
  std::string folder_;    // "…/gen-7.part" until published
  std::string previous_;  // empty: none
  Compress compress_;
  std::atomic<int> linked_{0};
  std::atomic<int> written_{0};
};

// Replaces a file of a generation that is served, with its packed copies: a reader of any of them
// gets the old or the new one, whole, and never an old packed copy of a page that is new. The .br
// copy is left to the second pass. Answers false when the file was so already.
bool replace_served(const std::string& path, std::string_view bytes, Compress compress);
// Removes a file of a generation that is served, its packed copies first. Answers false when there
// was none.
bool remove_served(const std::string& path);
// Writes a file whole or not at all, over an older one too.
void replace_file(const std::string& path, std::string_view bytes);
// The bytes of a file; nothing when there is none.
std::optional<std::string> read_file(const std::string& path);

// A file in memory as it is, whatever takes its name later.
class MappedFile {
 public:
  MappedFile(const char* data, std::size_t size) : data_{data}, size_{size} {}
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();
  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_;
  std::size_t size_;
};
// A file that is only ever replaced, never written over; null when there is none or it is empty.
std::shared_ptr<const MappedFile> map_file(const std::string& path);

}  // namespace sitegen
