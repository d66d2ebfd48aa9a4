#include "app/job.h"
#include "app/outbox_lane.h"
#include "catalog/sent_picture.h"
#include "catalog/small_picture.h"

namespace {

// Every minute: photos that staff have sent in, drawn anew, and the smaller widths of new ones. A
// program of its own, since it decodes what came from outside.
void make_pictures(app::Job& job) {
  const auto until = app::end_of_shift(job.at_present());
  while (!job.stop_asked() && job.at_present() < until &&
         catalog::draw_next_picture(job.db, job.config.media.dir, job.now))
    job.count("drawn");
  const auto files =
      job.db.snapshot("make_pictures", [](store::Tx& tx) { return catalog::picture_files(tx); });
  for (const auto& file : files) {
    if (job.stop_asked() || job.at_present() >= until) return;
    const int written = catalog::make_small_pictures(job.config.media.dir, file);
    if (written > 0) job.count("written", written);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("make-pictures", argc, argv, make_pictures);
}
