#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "content/front_matter.h"
#include "ctl/staff.h"

namespace ctl {
namespace {

using content::Kind;

Kind take_kind(Call& call) {
  const auto kind = content::parse_kind(take_word(call, "post, guide or doc"));
  if (!kind) throw base::UsageError{"the kind is none of post, guide, doc"};
  return *kind;
}

int answer(const base::Result<base::Done, content::MoveRefusal>& done) {
  return done ? 0 : refused(to_text(done.why()));
}

// One file in a transaction of its own. Answers what became of it, or why nothing did.
base::Result<content::Saved, std::string> import_text(store::Db& db, const std::string& text,
                                                      base::Instant now) {
  const auto written = content::parse_written(text);
  if (!written) return written.why();
  const auto& draft = written->draft;
  return db.transact(
      "content_import", [&](store::Tx& tx) -> base::Result<content::Saved, std::string> {
        const auto saved = content::save(tx, draft, actor(), now);
        if (!saved) return std::string{to_text(saved.why())};
        if (written->publish_at && *saved != content::Saved::Unchanged) {
          const auto done = content::publish(tx, draft.kind, draft.slug, *written->publish_at, now);
          if (!done) return std::string{to_text(done.why())};
        }
        return *saved;
      });
}

std::vector<std::string> files_in(const std::string& path) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator{path})
    if (entry.path().extension() == ".md") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

const char* word_of(content::Saved saved) {
  switch (saved) {
    case content::Saved::Created:
      return "created";
    case content::Saved::Changed:
      return "changed";
    case content::Saved::Unchanged:
      return "unchanged";
  }
  return "";
}

}  // namespace

// gdsctl content import
int content_import(Call& call) {
  const auto path = take_word(call, "a file or a folder");
  call.args.done();
  const auto files = files_in(path);
  std::vector<std::string> texts;
  for (const auto& file : files) {
    std::ifstream in{file, std::ios::binary};
    if (!in) throw base::UsageError{"cannot read " + file};
    std::ostringstream text;
    text << in.rdbuf();
    texts.push_back(text.str());
  }
  call.become_owner();
  auto db = database(call, "gds_admin");
  int status = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto done = import_text(db, texts[i], base::clock_now());
    if (done) {
      std::cout << files[i] << ": " << word_of(*done) << '\n';
    } else {
      std::cerr << files[i] << ": " << done.why() << '\n';
      status = 1;
    }
  }
  return status;
}

// gdsctl content list
int content_list(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto all = db.at_once("content_list", [](store::Tx& tx) { return content::list(tx); });
  for (const auto& one : all) {
    std::cout << one.kind << ' ' << one.slug << ": " << one.state;
    if (one.publish_at) std::cout << ' ' << base::to_iso8601(*one.publish_at);
    std::cout << ", " << one.revisions << (one.revisions == 1 ? " revision, " : " revisions, ")
              << one.title << '\n';
  }
  return 0;
}

// gdsctl content publish
int content_publish(Call& call) {
  const auto at = call.args.take_option("--at");
  const auto kind = take_kind(call);
  const auto slug = take_word(call, "a slug");
  call.args.done();
  const auto now = base::clock_now();
  const auto when = at ? base::parse_iso8601(*at) : std::optional{now};
  if (!when) throw base::UsageError{"no time like 2026-11-20T15:00:00Z: " + *at};
  auto db = database(call, "gds_admin");
  return answer(db.transact("content_publish", [&](store::Tx& tx) {
    return content::publish(tx, kind, slug, *when, now);
  }));
}

// gdsctl content withdraw
int content_withdraw(Call& call) {
  const auto kind = take_kind(call);
  const auto slug = take_word(call, "a slug");
  call.args.done();
  auto db = database(call, "gds_admin");
  return answer(db.transact("content_withdraw",
                            [&](store::Tx& tx) { return content::withdraw(tx, kind, slug); }));
}

// gdsctl content rename
int content_rename(Call& call) {
  const auto kind = take_kind(call);
  const auto slug = take_word(call, "a slug");
  const auto fresh = take_word(call, "another slug");
  call.args.done();
  auto db = database(call, "gds_admin");
  return answer(db.transact("content_rename",
                            [&](store::Tx& tx) { return content::rename(tx, kind, slug, fresh); }));
}

}  // namespace ctl
