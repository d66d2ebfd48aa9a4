#include "sitegen/cards.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>

#include "render/html.h"
#include "sitegen/card_drawing.h"
#include "sitegen/parallel.h"
#include "views/card.h"

namespace sitegen {
namespace {

namespace fs = std::filesystem;

// Caches of others may show a page for so long that nobody serves any more.
constexpr auto kLife = std::chrono::hours{24 * 30};

struct Card {
  std::string path;  // "/cards/3f/3f07….png"
  std::string site_name;
  std::string title;
};

// What a meta element of the head says; "" when there is none.
std::string said(const std::string& page, std::string_view property) {
  const auto start = "<meta property=\"" + std::string{property} + "\" content=\"";
  const auto begin = page.find(start);
  if (begin == std::string::npos) return {};
  const auto at = begin + start.size();
  return render::unescaped(std::string_view{page}.substr(at, page.find('"', at) - at));
}

// The picture that a page names. A page names it by the words that are drawn: both stand in its
// head.
std::optional<Card> card_of(const std::string& page) {
  const auto title = said(page, "og:title");
  const auto site_name = said(page, "og:site_name");
  if (title.empty()) return std::nullopt;
  return Card{views::link_card_path(site_name, title), site_name, title};
}

void remove_unnamed(const std::string& root, const std::set<std::string>& named) {
  std::error_code error;
  const auto oldest = fs::file_time_type::clock::now() - kLife;
  for (const auto& entry : fs::recursive_directory_iterator{root + "/cards", error})
    if (entry.is_regular_file() && entry.last_write_time() < oldest &&
        !named.contains(entry.path().string().substr(root.size())))
      fs::remove(entry.path());
}

}  // namespace

std::size_t draw_cards(const SiteFolder& site, const Built& built, unsigned threads,
                       const std::function<bool()>& stop) {
  const auto folder = site.folder_of(built.number) + '/';
  std::atomic<std::size_t> drawn{0};
  std::atomic<bool> stopped{false};
  std::mutex guard;
  std::set<std::string> named;  // each is drawn by one thread
  parallel_for(built.files.size(), threads, [&](unsigned thread, std::size_t i) {
    // Only one thread asks: what it asks may be a connection.
    if (thread == 0 && !stopped && stop()) stopped = true;
    if (stopped || !built.files[i].ends_with(".html")) return;
    const auto page = read_file(folder + built.files[i]);
    const auto card = page ? card_of(*page) : std::nullopt;
    if (!card) return;
    {
      const std::lock_guard lock{guard};
      if (!named.insert(card->path).second) return;
    }
    const auto path = site.root() + card->path;
    if (access(path.c_str(), F_OK) == 0) return;
    replace_file(path, draw_card(card->site_name, card->title));
    ++drawn;
  });
  if (!stopped && !built.in_place) remove_unnamed(site.root(), named);
  return drawn;
}

}  // namespace sitegen
