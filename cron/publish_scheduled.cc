#include "app/job.h"
#include "content/content.h"

namespace {

// Every minute: texts whose time has come stand on the site.
void publish_scheduled(app::Job& job) {
  job.count("published", job.db.transact("publish_scheduled", [&](store::Tx& tx) {
    return content::publish_due(tx, job.now);
  }));
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("publish-scheduled", argc, argv, publish_scheduled);
}
