#include <filesystem>
#include <fstream>
#include <sstream>

#include "content/front_matter.h"
#include "t/db_test.h"

namespace {

using content::Kind;

const base::Instant kNow = *base::parse_iso8601("2026-11-22T12:00:00Z");

struct Writing : t::OwnDatabase {
  content::Draft draft(const std::string& slug) {
    return {Kind::Guide, slug, "A title", "A summary.", "Text.", "GigDataServ", {"one"}};
  }
  base::Result<content::Saved, content::SaveRefusal> save(const content::Draft& draft) {
    auto admin = rival("gds_admin");
    return admin.transact("test",
                          [&](store::Tx& tx) { return content::save(tx, draft, "kim", kNow); });
  }
  void publish(const std::string& slug, base::Instant at) {
    auto admin = rival("gds_admin");
    CPPUNIT_ASSERT(admin.transact(
        "test", [&](store::Tx& tx) { return content::publish(tx, Kind::Guide, slug, at, kNow); }));
  }
  base::Result<base::Done, content::MoveRefusal> rename(const std::string& slug,
                                                        const std::string& fresh) {
    auto admin = rival("gds_admin");
    return admin.transact(
        "test", [&](store::Tx& tx) { return content::rename(tx, Kind::Guide, slug, fresh); });
  }
  std::vector<content::Post> published() {
    auto site = rival("gds_site");
    return site.snapshot("test", [](store::Tx& tx) { return content::published(tx); });
  }
  std::string former(const std::string& slug) {
    auto shop = rival("gds_shop");
    const auto found = shop.snapshot(
        "test", [&](store::Tx& tx) { return content::find_former(tx, Kind::Guide, slug); });
    if (!found) return "none";
    return found->path.empty() ? "gone" : found->path;
  }
};

CPPUNIT_TEST_FIXTURE(Writing, every_wording_stays_and_saving_the_same_again_changes_nothing) {
  CPPUNIT_ASSERT(*save(draft("x")) == content::Saved::Created);
  CPPUNIT_ASSERT(*save(draft("x")) == content::Saved::Unchanged);
  auto other = draft("x");
  other.body = "Other text.";
  CPPUNIT_ASSERT(*save(other) == content::Saved::Changed);

  CPPUNIT_ASSERT_EQUAL(std::string{"1 Text.,2 Other text."},
                       sql("SELECT string_agg(number || ' ' || body, ',' ORDER BY number)"
                           " FROM post_revisions"));
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM post_revisions"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Writing, a_draft_stands_nowhere_and_a_scheduled_text_only_when_it_is_due) {
  CPPUNIT_ASSERT(save(draft("x")));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, published().size());
  publish("x", kNow + std::chrono::hours{1});
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, published().size());
  CPPUNIT_ASSERT_EQUAL(std::string{"none"}, former("x"));

  auto jobs = rival("gds_jobs");
  const auto due = [&](base::Instant now) {
    return jobs.transact("test", [&](store::Tx& tx) { return content::publish_due(tx, now); });
  };
  sql("DELETE FROM page_changes");
  CPPUNIT_ASSERT_EQUAL(0, due(kNow));
  CPPUNIT_ASSERT_EQUAL(1, due(kNow + std::chrono::hours{1}));
  CPPUNIT_ASSERT_EQUAL(0, due(kNow + std::chrono::hours{2}));

  CPPUNIT_ASSERT_EQUAL(std::string{"/guides/x"}, published().front().path());
  CPPUNIT_ASSERT(published().front().edited_at == published().front().published_at);
  CPPUNIT_ASSERT_EQUAL(std::string{"site"}, sql("SELECT kind FROM page_changes"));
}

CPPUNIT_TEST_FIXTURE(Writing, a_former_address_leads_to_the_text_in_one_hop_and_is_nobody_elses) {
  CPPUNIT_ASSERT(save(draft("first")));
  publish("first", kNow);
  CPPUNIT_ASSERT(rename("first", "second"));
  CPPUNIT_ASSERT(rename("second", "third"));

  for (const auto* slug : {"first", "second", "third"})
    CPPUNIT_ASSERT_EQUAL(std::string{"/guides/third"}, former(slug));
  CPPUNIT_ASSERT(save(draft("first")).why() == content::SaveRefusal::SlugTaken);
  CPPUNIT_ASSERT(save(draft("other")));
  CPPUNIT_ASSERT(rename("other", "first").why() == content::MoveRefusal::SlugTaken);
  CPPUNIT_ASSERT(rename("other", "third").why() == content::MoveRefusal::SlugTaken);
  CPPUNIT_ASSERT(rename("none", "x").why() == content::MoveRefusal::Unknown);
  CPPUNIT_ASSERT(rename("other", "No Slug").why() == content::MoveRefusal::BadSlug);
  // Its own former one it may have again.
  CPPUNIT_ASSERT(rename("third", "first"));
  CPPUNIT_ASSERT_EQUAL(std::string{"/guides/first"}, former("second"));
}

CPPUNIT_TEST_FIXTURE(Writing, what_is_withdrawn_is_gone_and_keeps_its_first_day) {
  CPPUNIT_ASSERT(save(draft("x")));
  publish("x", kNow);
  auto admin = rival("gds_admin");
  CPPUNIT_ASSERT(admin.transact(
      "test", [](store::Tx& tx) { return content::withdraw(tx, Kind::Guide, "x"); }));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, published().size());
  CPPUNIT_ASSERT_EQUAL(std::string{"gone"}, former("x"));

  publish("x", kNow - std::chrono::hours{1});
  CPPUNIT_ASSERT(published().front().published_at == kNow);
}

CPPUNIT_TEST_FIXTURE(Writing, what_cannot_be_a_text_is_refused) {
  using content::SaveRefusal;
  auto bad = draft("Bad Slug");
  CPPUNIT_ASSERT(save(bad).why() == SaveRefusal::BadSlug);
  bad = draft("x");
  bad.title.clear();
  CPPUNIT_ASSERT(save(bad).why() == SaveRefusal::NoTitle);
  bad = draft("x");
  bad.body = " \n ";
  CPPUNIT_ASSERT(save(bad).why() == SaveRefusal::NoBody);
  bad = draft("x");
  bad.summary = std::string(301, 'x');
  CPPUNIT_ASSERT(save(bad).why() == SaveRefusal::TooLong);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM posts"));
}

CPPUNIT_TEST_FIXTURE(Writing, a_text_that_is_late_is_a_fault) {
  CPPUNIT_ASSERT(save(draft("x")));
  publish("x", kNow + std::chrono::hours{1});
  const auto faults = [&](base::Instant now) {
    return db().snapshot("test", [&](store::Tx& tx) { return content::faults(tx, now); });
  };
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, faults(kNow + std::chrono::hours{2}).size());
  CPPUNIT_ASSERT_EQUAL(std::string{"the guide x was to be published more than an hour ago"},
                       faults(kNow + std::chrono::hours{3}).at(0));
}

CPPUNIT_TEST_FIXTURE(Writing, a_file_of_a_text_says_what_it_is_or_why_it_is_none) {
  const auto good = content::parse_written(
      "---\nkind: post\nslug: a-b\ntitle: One: two\nsummary: S\nauthor: K\ntags: x, y z\n"
      "publish: 2026-11-20T15:00:00Z\n---\nText.\n");
  CPPUNIT_ASSERT(good);
  CPPUNIT_ASSERT_EQUAL(std::string{"One: two"}, good->draft.title);
  CPPUNIT_ASSERT_EQUAL(std::string{"y z"}, good->draft.tags.back());
  CPPUNIT_ASSERT_EQUAL(std::string{"Text.\n"}, good->draft.body);
  CPPUNIT_ASSERT(good->publish_at == base::parse_iso8601("2026-11-20T15:00:00Z"));
  for (const auto* bad : {"", "kind: post\n", "---\nkind: post\n", "---\nkind: poem\n---\n",
                          "---\ncolour: x\n---\n", "---\nkind post\n---\n", "---\nslug: x\n---\n",
                          "---\nkind: post\npublish: soon\n---\n", "---\nkind: post\n---\n\xff"})
    CPPUNIT_ASSERT_MESSAGE(bad, !content::parse_written(bad));
}

CPPUNIT_TEST_FIXTURE(Writing, the_six_texts_that_come_with_the_shop_are_texts) {
  int texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator{"sql/seed/content"}) {
    std::ostringstream text;
    text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
    const auto written = content::parse_written(text.str());
    CPPUNIT_ASSERT_MESSAGE(entry.path().string(), written);
    CPPUNIT_ASSERT_MESSAGE(entry.path().string(), save(written->draft));
    ++texts;
  }
  CPPUNIT_ASSERT_EQUAL(6, texts);
}

}  // namespace
