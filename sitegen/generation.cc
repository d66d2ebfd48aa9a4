#include "sitegen/generation.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "sitegen/compress.h"

namespace sitegen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "gen-";
constexpr std::string_view kUnfinished = ".part";
constexpr std::string_view kOrder = ".order";
constexpr const char* kUntold = "/untold";
constexpr mode_t kReadableByAll = 0644;

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  throw base::Error{what + ' ' + path + ": " + std::strerror(errno)};
}

// The number of a finished generation's folder.
std::optional<std::int64_t> number_of(const std::string& name) {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  return base::parse_integer<std::int64_t>(std::string_view{name}.substr(kPrefix.size()));
}

struct Descriptor {
  explicit Descriptor(int number) : fd{number} {}
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int fd;
};

int open_new(const std::string& path) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  int fd = open(path.c_str(), kFlags, kReadableByAll);
  if (fd < 0 && errno == ENOENT) {
    fs::create_directories(fs::path{path}.parent_path());
    fd = open(path.c_str(), kFlags, kReadableByAll);
  }
  return fd;
}

void write_new(const std::string& path, std::string_view bytes) {
  const Descriptor out{open_new(path)};
  if (out.fd < 0) fail("cannot create", path);
  while (!bytes.empty()) {
    const auto n = ::write(out.fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

bool link_file(const std::string& from, const std::string& to) {
  if (link(from.c_str(), to.c_str()) == 0) return true;
  if (errno != ENOENT) return false;
  fs::create_directories(fs::path{to}.parent_path());
  return link(from.c_str(), to.c_str()) == 0;
}

// Does the file hold exactly these bytes?
bool holds(const std::string& path, std::string_view bytes) {
  const Descriptor in{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat facts {};
  if (in.fd < 0 || fstat(in.fd, &facts) != 0 ||
      static_cast<std::size_t>(facts.st_size) != bytes.size())
    return false;
  thread_local std::vector<char> buffer;
  if (buffer.size() < bytes.size()) buffer.resize(bytes.size());
  std::size_t got = 0;
  while (got < bytes.size()) {
    const auto n = read(in.fd, buffer.data() + got, bytes.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    got += static_cast<std::size_t>(n);
  }
  return std::memcmp(buffer.data(), bytes.data(), bytes.size()) == 0;
}

}  // namespace

std::optional<SiteFolder> SiteFolder::lock(const std::string& root, Wait wait) {
  if (root.empty()) throw base::Error{"site.root is not set"};
  fs::create_directories(root);
  const auto path = root + "/lock";
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kReadableByAll);
  if (fd < 0) fail("cannot open", path);
  while (flock(fd, wait == Wait::Not ? LOCK_EX | LOCK_NB : LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const bool busy = errno == EWOULDBLOCK;
    close(fd);
    if (busy) return std::nullopt;
    fail("cannot lock", path);
  }
  return SiteFolder{root, fd};
}

SiteFolder::SiteFolder(SiteFolder&& other) noexcept
    : root_{std::move(other.root_)}, lock_{std::exchange(other.lock_, -1)} {}

SiteFolder::~SiteFolder() {
  if (lock_ >= 0) close(lock_);
}

std::string SiteFolder::folder_of(std::int64_t number) const {
  return root_ + '/' + std::string{kPrefix} + std::to_string(number);
}

std::optional<std::int64_t> SiteFolder::current() const {
  std::error_code error;
  const auto target = fs::read_symlink(root_ + "/current", error);
  if (error || !fs::is_directory(root_ + "/current", error)) return std::nullopt;
  return number_of(target.filename().string());
}

std::int64_t SiteFolder::newest() const {
  std::int64_t newest = 0;
  for (const auto& entry : fs::directory_iterator{root_})
    newest = std::max(newest, number_of(entry.path().filename().string()).value_or(0));
  return newest;
}

void SiteFolder::serve(std::int64_t number) const {
  note_untold();
  const auto fresh = root_ + "/current.new";
  unlink(fresh.c_str());
  const auto target = std::string{kPrefix} + std::to_string(number);
  if (symlink(target.c_str(), fresh.c_str()) != 0) fail("cannot link", fresh);
  if (rename(fresh.c_str(), (root_ + "/current").c_str()) != 0) fail("cannot publish", fresh);
}

std::optional<std::int64_t> SiteFolder::roll_back() const {
  const auto served = current();
  std::int64_t before = 0;
  for (const auto& entry : fs::directory_iterator{root_}) {
    const auto number = number_of(entry.path().filename().string()).value_or(0);
    if (!served || number < *served) before = std::max(before, number);
  }
  if (before == 0) return std::nullopt;
  // It is older than what was done with since: the next change makes a site anew.
  unlink(order_of(before).c_str());
  serve(before);
  return before;
}

bool SiteFolder::untold() const {
  return access((root_ + kUntold).c_str(), F_OK) == 0;
}

void SiteFolder::note_untold() const {
  if (!untold()) replace_file(root_ + kUntold, {});
}

void SiteFolder::note_told() const {
  unlink((root_ + kUntold).c_str());
}

void SiteFolder::clean(int keep) const {
  std::vector<std::int64_t> finished;
  std::vector<fs::path> rubbish;
  const auto served = current();
  for (const auto& entry : fs::directory_iterator{root_}) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(kPrefix) && name.ends_with(kUnfinished)) rubbish.push_back(entry.path());
    if (name.ends_with(kOrder) && (!served || entry.path() != order_of(*served)))
      rubbish.push_back(entry.path());
    if (const auto number = number_of(name)) finished.push_back(*number);
  }
  std::sort(finished.rbegin(), finished.rend());
  for (std::size_t i = static_cast<std::size_t>(keep); i < finished.size(); ++i)
    if (finished[i] != served) rubbish.emplace_back(folder_of(finished[i]));
  for (const auto& path : rubbish) fs::remove_all(path);
}

Generation::Generation(const SiteFolder& site, std::int64_t number, Compress compress)
    : number_{number},
      folder_{site.folder_of(number) + std::string{kUnfinished}},
      compress_{compress} {
  if (const auto served = site.current()) previous_ = site.folder_of(*served);
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

bool Generation::link_same(const std::string& file, std::string_view bytes) {
  if (previous_.empty()) return false;
  const auto before = previous_ + '/' + file;
  const auto now = folder_ + '/' + file;
  return holds(before, bytes) && link_file(before, now);
}

bool Generation::write(const std::string& file, std::string_view bytes) {
  const auto path = folder_ + '/' + file;
  const bool wants_gzip = compress_ == Compress::Gzip && compresses(file);
  if (link_same(file, bytes)) {
    ++linked_;
    const auto before = previous_ + '/' + file;
    const bool has_gzip = link_file(before + ".gz", path + ".gz");
    link_file(before + ".br", path + ".br");
    if (wants_gzip && !has_gzip) write_new(path + ".gz", gzipped(bytes));
    return false;
  }
  ++written_;
  write_new(path, bytes);
  if (wants_gzip) write_new(path + ".gz", gzipped(bytes));
  return true;
}

void Generation::carry_over(const std::string& folder, base::Instant since) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{previous_ + '/' + folder, error}) {
    struct stat facts {};
    if (previous_.empty() || stat(entry.path().c_str(), &facts) != 0) continue;
    if (base::from_unix_seconds(facts.st_mtime) < since) continue;
    const auto now = folder_ + '/' + folder + '/' + entry.path().filename().string();
    if (!fs::exists(now)) link_file(entry.path().string(), now);
  }
}

std::vector<std::string> Generation::gone() const {
  std::vector<std::string> files;
  if (previous_.empty()) return files;
  for (const auto& entry : fs::recursive_directory_iterator{previous_}) {
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || extension == ".gz" || extension == ".br") continue;
    auto file = entry.path().string().substr(previous_.size() + 1);
    if (access((folder_ + '/' + file).c_str(), F_OK) != 0) files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end());
  return files;
}

void Generation::publish(const SiteFolder& site) const {
  fs::rename(folder_, site.folder_of(number_));
  site.serve(number_);
}

bool replace_served(const std::string& path, std::string_view bytes, Compress compress) {
  const bool packs = compress == Compress::Gzip && compresses(path);
  const auto packed = packs ? gzipped(bytes) : std::string{};
  // Of a run that was ended between the two.
  unlink((path + ".new").c_str());
  unlink((path + ".gz.new").c_str());
  if (holds(path, bytes) && (!packs || holds(path + ".gz", packed))) return false;
  unlink((path + ".br").c_str());
  if (packs)
    replace_file(path + ".gz", packed);
  else
    unlink((path + ".gz").c_str());
  replace_file(path, bytes);
  return true;
}

bool remove_served(const std::string& path) {
  for (const auto* packed : {".br", ".gz"}) unlink((path + packed).c_str());
  return unlink(path.c_str()) == 0;
}

void replace_file(const std::string& path, std::string_view bytes) {
  const auto beside = path + ".new";
  unlink(beside.c_str());
  write_new(beside, bytes);
  if (rename(beside.c_str(), path.c_str()) != 0) fail("cannot replace", path);
}

std::optional<std::string> read_file(const std::string& path) {
  const Descriptor in{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat facts {};
  if (in.fd < 0 || fstat(in.fd, &facts) != 0) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const auto n = read(in.fd, bytes.data() + got, bytes.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    got += static_cast<std::size_t>(n);
  }
  return bytes;
}

MappedFile::~MappedFile() {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): munmap() asks for it so
  munmap(const_cast<char*>(data_), size_);
}

std::shared_ptr<const MappedFile> map_file(const std::string& path) {
  const Descriptor in{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat facts {};
  if (in.fd < 0 || fstat(in.fd, &facts) != 0 || facts.st_size == 0) return nullptr;
  const auto size = static_cast<std::size_t>(facts.st_size);
  // One call for all pages: it is checked whole, and each fault by itself costs more than its
  // bytes.
  auto* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, in.fd, 0);
  if (data == MAP_FAILED) fail("cannot map", path);
  return std::make_shared<const MappedFile>(static_cast<const char*>(data), size);
}

}  // namespace sitegen
