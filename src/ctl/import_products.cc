#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>

#include "ctl/staff.h"
#include "intake/intake.h"
#include "store/job_lock.h"

namespace ctl {
namespace {

double seconds_since(base::Instant started) {
  return std::chrono::duration<double>(base::clock_now() - started).count();
}

// "1.25": hundredths are enough to compare runs.
std::string seconds_text(double seconds) {
  const auto hundredths = std::lround(seconds * 100);
  const auto places = std::to_string(100 + hundredths % 100).substr(1);
  return std::to_string(hundredths / 100) + '.' + places;
}

// Pictures are read as the owner of the instance, since what is made of them must be the owner's:
// a folder that only the caller can read is refused before anything is written.
void check_pictures(const std::string& folder) {
  if (access(folder.c_str(), R_OK | X_OK) == 0) return;
  const int why = errno;
  const auto* owner = getpwuid(geteuid());
  throw base::UsageError{std::string{"the user "} + (owner == nullptr ? "" : owner->pw_name) +
                         " cannot read the pictures in " + folder + ": " + std::strerror(why)};
}

void print_summary(const intake::ImportCounts& counts, const intake::ImportOptions& options,
                   double seconds) {
  std::cout << "import products: " << counts.rows << " rows in " << seconds_text(seconds) << " s";
  if (seconds > 0)
    std::cout << " (" << static_cast<long>(static_cast<double>(counts.rows) / seconds)
              << " a second)";
  std::cout << ": " << counts.created << " create, " << counts.updated << " update, "
            << counts.unchanged << " unchanged, " << counts.errors << " error\n";
  if (options.mode == intake::ImportMode::DryRun)
    std::cout << "dry run: nothing was kept\n";
  else if (options.bad_rows == intake::BadRows::StopAll && counts.errors > 0)
    std::cout << "strict: nothing was kept\n";
}

}  // namespace

// gdsctl import products: the file into catalog and stock, as gds_admin. Bad rows go to standard
// error; the exit status is 1 when there were any.
int import_products(Call& call) {
  intake::ImportOptions options;
  if (call.args.take_flag("--dry-run")) options.mode = intake::ImportMode::DryRun;
  if (call.args.take_flag("--strict")) options.bad_rows = intake::BadRows::StopAll;
  options.pictures = call.args.take_option("--images").value_or("");
  options.media = call.config.media.dir;
  options.now = base::clock_now();
  const auto path = call.args.take_word();
  call.args.done();
  if (!path) throw base::UsageError{"import products needs a file"};
  std::ifstream file{*path, std::ios::binary};
  if (!file) throw base::UsageError{"cannot read " + *path};
  call.become_owner();
  if (!options.pictures.empty()) check_pictures(options.pictures);

  auto db = database(call, "gds_admin");
  const auto lock = store::JobLock::take(db, "import");
  if (!lock) throw base::Error{"another import is running"};
  const bool terminal = isatty(STDERR_FILENO) == 1;
  intake::ImportWatch watch;
  watch.row = [&](const intake::RowReport& report) {
    if (report.fate == intake::RowFate::Error) {
      std::cerr << *path << ':' << report.line << ": " << report.detail << '\n';
    } else if (options.mode == intake::ImportMode::DryRun) {
      std::cout << "line " << report.line << ": " << intake::word_of(report.fate) << ' '
                << report.sku;
      if (!report.detail.empty()) std::cout << " (" << report.detail << ')';
      std::cout << '\n';
    }
  };
  watch.notice = [&](const std::string& text) { std::cerr << *path << ": " << text << '\n'; };
  if (terminal)
    watch.progress = [](const intake::ImportCounts& counts) {
      std::cerr << "\rimport products: " << counts.rows << " rows" << std::flush;
    };
  const auto counts = intake::import_products(db, file, options, watch);
  if (terminal) std::cerr << "\r\033[K";
  print_summary(counts, options, seconds_since(options.now));
  return counts.errors == 0 ? 0 : 1;
}

}  // namespace ctl
