#include "catalog/sent_picture.h"

#include <gd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalog/small_picture.h"
#include "t/db_test.h"
#include "t/rows.h"
#include "t/temp_folder.h"

namespace {

using catalog::SendRefusal;
namespace fs = std::filesystem;

enum class Format { Png, Jpeg };
std::string photo(Format format, int width, int height) {
  auto* image = gdImageCreateTrueColor(width, height);
  gdImageFilledRectangle(image, 0, 0, width, height, gdTrueColor(20, 120, 200));
  int size = 0;
  auto* bytes = static_cast<char*>(format == Format::Png ? gdImagePngPtr(image, &size)
                                                         : gdImageJpegPtr(image, &size, 80));
  std::string made{bytes, static_cast<std::size_t>(size)};
  gdFree(bytes);
  gdImageDestroy(image);
  return made;
}
// With a page in a comment of it, as no camera writes it.
std::string loaded(const std::string& jpeg) {
  const std::string script = "<script>alert(1)</script>";
  return jpeg.substr(0, 2) + std::string{"\xff\xfe\0", 3} + static_cast<char>(script.size() + 2) +
         script + jpeg.substr(2);
}

struct SentPictures : t::OwnDatabase {
  void setUp() override {
    t::OwnDatabase::setUp();
    t::make_variant(db(), "WS-1");
    sku = sql("SELECT sku FROM variants");
  }
  base::Result<catalog::SentPictureId, SendRefusal> send(const std::string& bytes) {
    return db().transact("send", [&](store::Tx& tx) {
      return catalog::send_picture(tx, {sku, view, bytes}, "staff 4", t::kNoon);
    });
  }
  bool draw() { return catalog::draw_next_picture(db(), folder.path(), t::kNoon); }
  std::string standing() {
    return sql(
        "SELECT string_agg(state || ' ' || tries || ' ' || (body IS NULL), ', ' ORDER BY id) "
        "FROM sent_pictures");
  }
  std::string sku;
  std::string view = "front";
  t::TempFolder folder;
};

CPPUNIT_TEST_FIXTURE(SentPictures, a_photo_is_shown_as_it_was_drawn_anew_and_not_as_it_came) {
  const auto sent = loaded(photo(Format::Jpeg, 640, 480));
  CPPUNIT_ASSERT(send(sent));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM media"));
  CPPUNIT_ASSERT(draw());
  CPPUNIT_ASSERT(!draw());

  CPPUNIT_ASSERT_EQUAL(std::string{"kept 1 true"}, standing());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"front 640 480 Cisco WS-1, front view"},
      sql("SELECT view || ' ' || width || ' ' || height || ' ' || alt FROM media"));
  std::ostringstream read;
  read << std::ifstream{folder.path() + '/' + sql("SELECT file FROM media"), std::ios::binary}
              .rdbuf();
  CPPUNIT_ASSERT(read.str().starts_with("\xff\xd8\xff"));
  CPPUNIT_ASSERT(read.str().find("script") == std::string::npos);
  CPPUNIT_ASSERT(sent.find("script") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(SentPictures, a_photo_is_followed_from_its_first_byte_to_its_last) {
  for (const auto format : {Format::Png, Format::Jpeg}) {
    const auto whole = photo(format, 60, 40);
    CPPUNIT_ASSERT_EQUAL(60, catalog::look_at_picture(whole)->width);
    CPPUNIT_ASSERT(catalog::look_at_picture(whole + "<script>").why() == SendRefusal::Behind);
    CPPUNIT_ASSERT(catalog::look_at_picture(whole + whole).why() == SendRefusal::Behind);
    for (std::size_t n = 0; n < whole.size(); ++n) {
      const auto part = catalog::look_at_picture(whole.substr(0, n));
      CPPUNIT_ASSERT(!part && part.why() != SendRefusal::Behind);
    }
  }
  CPPUNIT_ASSERT(catalog::look_at_picture(loaded(photo(Format::Jpeg, 60, 40))));
}

CPPUNIT_TEST_FIXTURE(SentPictures, what_is_no_photo_is_refused_and_nothing_is_kept) {
  for (const auto* bytes : {"GIF89a", "%PDF-1.7", "<svg onload=alert(1)>", "\x89PNG"})
    CPPUNIT_ASSERT(send(bytes).why() == SendRefusal::OtherKind);
  CPPUNIT_ASSERT(send("").why() == SendRefusal::Empty);
  CPPUNIT_ASSERT(send(std::string(catalog::kMostSentPicture + 1, 'x')).why() ==
                 SendRefusal::TooLarge);
  auto vast = photo(Format::Png, 10, 10);  // claims to be 9,999 points wide and high
  for (const std::size_t at : {18U, 22U}) {
    vast[at] = 0x27;
    vast[at + 1] = 0x0f;
  }
  CPPUNIT_ASSERT(send(vast).why() == SendRefusal::TooMany);
  sku = "NONE";
  CPPUNIT_ASSERT(send(photo(Format::Png, 10, 10)).why() == SendRefusal::NoGoods);
  CPPUNIT_ASSERT_EQUAL(std::string{""}, standing());
}

CPPUNIT_TEST_FIXTURE(SentPictures, only_so_many_wait) {
  CPPUNIT_ASSERT(send(photo(Format::Png, 10, 10)));
  sql("INSERT INTO sent_pictures (product_id, view, sha256, body, sent_by, sent_at) SELECT "
      "product_id, "
      "view, sha256, body, sent_by, sent_at FROM sent_pictures, generate_series(2, " +
      std::to_string(catalog::kMostWaiting) + ")");

  CPPUNIT_ASSERT(send(photo(Format::Png, 10, 10)).why() == SendRefusal::Crowded);
  CPPUNIT_ASSERT(draw());
  CPPUNIT_ASSERT(send(photo(Format::Png, 10, 10)));
}

CPPUNIT_TEST_FIXTURE(SentPictures, what_only_the_drawing_finds_broken_shows_nothing) {
  auto broken = photo(Format::Png, 300, 300);
  const auto points = broken.find("IDAT") + 4;
  broken.replace(points, 8, 8, '\0');
  CPPUNIT_ASSERT(send(broken));
  CPPUNIT_ASSERT(draw());

  CPPUNIT_ASSERT_EQUAL(std::string{"refused 1 true"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM media"));
}

CPPUNIT_TEST_FIXTURE(SentPictures, another_photo_from_that_side_takes_its_place) {
  CPPUNIT_ASSERT(send(photo(Format::Png, 20, 20)));
  CPPUNIT_ASSERT(draw());
  CPPUNIT_ASSERT(send(photo(Format::Jpeg, 40, 40)));
  view = "rear";
  CPPUNIT_ASSERT(send(photo(Format::Png, 30, 30)));
  while (draw()) continue;

  CPPUNIT_ASSERT_EQUAL(
      std::string{"front 40, rear 30"},
      sql("SELECT string_agg(view || ' ' || width, ', ' ORDER BY view) FROM media"));
}

CPPUNIT_TEST_FIXTURE(SentPictures, a_file_that_ended_the_program_three_times_is_refused) {
  CPPUNIT_ASSERT(send(photo(Format::Png, 20, 20)));
  sql("UPDATE sent_pictures SET tries = 3");
  CPPUNIT_ASSERT(draw());
  CPPUNIT_ASSERT_EQUAL(std::string{"refused 4 true"}, standing());
}

CPPUNIT_TEST_FIXTURE(SentPictures,
                     drawing_that_fails_at_any_statement_shows_nothing_and_goes_on_later) {
  for (int nth = 1;; ++nth) {
    sql("DELETE FROM media; DELETE FROM sent_pictures");
    CPPUNIT_ASSERT(send(photo(Format::Png, 20, 20)));
    t::FailAt fault{nth};
    db().watch(&fault);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(draw());
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM media"));
    CPPUNIT_ASSERT(draw());
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM media"));
    CPPUNIT_ASSERT(nth < 20);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"kept 1 true"}, standing());
}

}  // namespace
