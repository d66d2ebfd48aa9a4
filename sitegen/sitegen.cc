// sitegen: the generated pages of the shop. `sitegen all` writes them all, `sitegen watch` keeps
// them as the database is, `sitegen changed` writes those that changed, `sitegen rollback`
// serves the generation before, `sitegen explain waiting` names the pages that what changed since
// would write, `sitegen explain variant 42` those that show a variant,
// `sitegen verify` compares what is served with the database.
#include <sys/resource.h>
#include <unistd.h>
#include <csignal>
#include <iostream>

#include "app/open.h"
#include "base/args.h"
#include "base/config.h"
#include "base/text.h"
#include "sitegen/build.h"
#include "sitegen/cards.h"
#include "sitegen/explain.h"
#include "sitegen/snapshot.h"
#include "sitegen/watch.h"

namespace {

constexpr int kGenerationsKept = 3;

volatile std::sig_atomic_t stop_signal = 0;  // NOLINT(*-avoid-non-const-global-variables): a signal

void note_signal(int) {
  stop_signal = 1;
}
bool stop_asked() {
  return stop_signal != 0;
}

void catch_signals() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

// "[##########          ] 5,120 of 10,240 pages", on a terminal alone.
void show_progress(sitegen::BuildOptions& options) {
  if (isatty(STDERR_FILENO) != 1) return;
  options.progress = [](std::size_t done, std::size_t of) {
    constexpr std::size_t kWidth = 40;
    const auto filled = done * kWidth / of;
    std::cerr << "\rsitegen: [" + std::string(filled, '#') + std::string(kWidth - filled, ' ') +
                     "] " + std::to_string(done) + " of " + std::to_string(of) + " pages" +
                     (done == of ? "\r\033[K" : "")
              << std::flush;
  };
}

void say_feed(const sitegen::FeedCounts& feed) {
  std::cout << "sitegen: feed of " << feed.items << " items";
  for (const auto& [why, n] : feed.left_out)
    std::cout << ", " << n << " left out (" << sitegen::to_word(why) << ')';
  std::cout << '\n';
  if (feed.kept_back)
    std::cerr
        << "sitegen: the feed lost more than a fifth of its items; the one before is served on. "
           "If that is right, remove feeds/google.xml from the served generation\n";
}

// Megabytes that the program has held at once.
std::int64_t most_memory() {
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

enum class Work { All, WhatChanged };

int build_site(const base::Config& config, const sitegen::BuildOptions& options,
               const sitegen::SiteFolder& site, store::Db& db, Work work) {
  const auto now = base::clock_now();
  const auto built = work == Work::All ? sitegen::build(site, config, db, options, now)
                                       : sitegen::update(site, config, db, options, now);
  std::cout << "sitegen: generation " << built.number << ", " << built.pages << " pages ("
            << built.written << " files written, " << built.linked
            << (built.in_place ? " linked, in place), read in " : " linked), read in ")
            << built.read_ms << " ms, published after " << built.publish_ms << " ms, at most "
            << most_memory() << " MB" << std::endl;
  if (!built.in_place) say_feed(built.feed);
  if (options.compress == sitegen::Compress::Gzip) {
    const auto brotli = sitegen::add_brotli(site, built, options.threads, stop_asked);
    if (brotli > 0) std::cout << "sitegen: " << brotli << " brotli files\n";
    const auto cards = sitegen::draw_cards(site, built, options.threads, stop_asked);
    if (cards > 0) std::cout << "sitegen: " << cards << " pictures for links\n";
  }
  if (!built.in_place) site.clean(kGenerationsKept);
  return 0;
}

int roll_back(const base::Config& config, const sitegen::SiteFolder& site) {
  const auto number = site.roll_back();
  if (!number) throw base::Error{"there is no generation before the current one"};
  std::cout << "sitegen: generation " << *number << " is served" << std::endl;
  // The pages of before are served even while there is no database; who makes the next site tells.
  store::Db db{app::direct_db(config, "gds_site")};
  sitegen::tell_all(site, config, db, base::clock_now());
  return 0;
}

// The pages that what waits would write now.
int name_waiting(const base::Config& config) {
  app::become_owner(config);
  const auto site =
      sitegen::SiteFolder::lock(config.site.root, sitegen::SiteFolder::Wait::ForTheOther);
  store::Db db{app::direct_db(config, "gds_site")};
  const auto foreseen = sitegen::explain_waiting(*site, config, db, {});
  for (const auto& file : foreseen.written) std::cout << file << '\n';
  for (const auto& file : foreseen.gone) std::cout << file << " goes\n";
  return 0;
}

// The pages that another price of a variant writes anew.
int name_pages(const base::Config& config, base::VariantId variant) {
  app::become_owner(config);
  const auto site =
      sitegen::SiteFolder::lock(config.site.root, sitegen::SiteFolder::Wait::ForTheOther);
  store::Db db{app::direct_db(config, "gds_site")};
  const auto files = sitegen::explain(*site, config, db, variant);
  if (files.empty()) throw base::Error{"no page shows this variant: it is not for sale"};
  for (const auto& file : files) std::cout << file << '\n';
  return 0;
}

int explain(const base::Config& config, base::Args& args) {
  const auto event = args.take_word().value_or("");
  const auto number = base::parse_integer<std::int64_t>(args.take_word().value_or(""));
  args.done();
  if (event == "waiting" && !number) return name_waiting(config);
  if (event != "variant" || !number || *number < 1)
    throw base::UsageError{"say explain waiting, or explain variant NUMBER"};
  return name_pages(config, base::VariantId{*number});
}

// 1 when what is served says another thing than the database.
int report_faults(const sitegen::SiteFolder& site, store::Db& db) {
  const auto faults = sitegen::verify(site, db);
  for (const auto& fault : faults) std::cerr << "sitegen: " << fault << '\n';
  return faults.empty() ? 0 : 1;
}

int usage() {
  std::cerr << "usage: sitegen [--config FILE] all [--html-only] | changed | watch | rollback |\n"
               "       explain waiting | explain variant NUMBER | verify\n";
  return 2;
}

int run(int argc, char** argv) {
  base::Args args{argc, argv};
  const auto config = base::load_config(args);
  const auto command = args.take_word().value_or("");
  sitegen::BuildOptions options;
  if (command == "all" && args.take_flag("--html-only")) options.compress = sitegen::Compress::No;
  if (command == "explain") return explain(config, args);
  args.done();
  if (command != "all" && command != "changed" && command != "watch" && command != "rollback" &&
      command != "verify")
    return usage();
  app::become_owner(config);
  if (command == "watch") {
    catch_signals();
    base::Log log{config.log.file};
    sitegen::watch(config, log, options, stop_asked);
    return 0;
  }
  auto site = sitegen::SiteFolder::lock(config.site.root, sitegen::SiteFolder::Wait::ForTheOther);
  if (command == "rollback") return roll_back(config, *site);
  store::Db db{app::direct_db(config, "gds_site")};
  if (command == "verify") return report_faults(*site, db);
  if (command == "changed" && site->current() && !sitegen::changes_waiting(db)) return 0;
  show_progress(options);
  return build_site(config, options, *site, db, command == "all" ? Work::All : Work::WhatChanged);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const base::UsageError& e) {
    std::cerr << "sitegen: " << e.what() << '\n';
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "sitegen: " << e.what() << '\n';
    return 1;
  }
}
