#include "web/multipart.h"

#include "t/test.h"
#include "web/guards.h"
#include "web/request.h"

using web::MultipartFlaw;

namespace {

constexpr const char* kType = "multipart/form-data; boundary=----x7";

std::string part(const std::string& head, const std::string& bytes) {
  return "------x7\r\n" + head + "\r\n\r\n" + bytes + "\r\n";
}
std::string field(const std::string& name, const std::string& text) {
  return part("Content-Disposition: form-data; name=\"" + name + "\"", text);
}
std::string file(const std::string& name, const std::string& called, const std::string& bytes) {
  return part("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + called +
                  "\"\r\nContent-Type: application/pdf",
              bytes);
}
std::string whole(const std::string& parts) {
  return parts + "------x7--\r\n";
}

void refused(MultipartFlaw why, const std::string& body, const char* type = kType) {
  const auto read = web::parse_multipart(type, body);
  CPPUNIT_ASSERT_MESSAGE(body.substr(0, 300), !read);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(body.substr(0, 300), static_cast<int>(why),
                               static_cast<int>(read.why()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_form_with_files_is_read_byte_for_byte) {
  const std::string bytes{"%PDF-1.7\r\n\0--x7\r\n-----x7\r\n\xff", 27};
  const auto read = web::parse_multipart(
      kType, whole(field("csrf", "a.b") + file("paper", "C:\\fakepath\\M\xc3\xbcller \"1.pdf", "") +
                   field("empty", "")));
  CPPUNIT_ASSERT(!read);  // a quote within quotes

  const auto fine = web::parse_multipart(
      kType, whole(field("csrf", "a.b") + file("paper", "C:\\fakepath\\M\xc3\xbcller.pdf", bytes) +
                   field("empty", "") + file("none", "", "")));

  CPPUNIT_ASSERT(fine);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, fine->fields.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"a.b"}, std::string{fine->fields.value("csrf")});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, fine->files.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"paper"}, fine->files[0].field);
  CPPUNIT_ASSERT_EQUAL(std::string{"M\xc3\xbcller.pdf"}, fine->files[0].name);
  CPPUNIT_ASSERT(fine->files[0].bytes == bytes);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_boundary_is_that_of_the_standard) {
  const auto body = whole(field("a", "1"));
  for (const auto* fine :
       {"multipart/form-data; boundary=\"----x7\"", "Multipart/Form-Data;boundary=----x7",
        "multipart/form-data ;  BOUNDARY=----x7"})
    CPPUNIT_ASSERT_MESSAGE(fine, web::parse_multipart(fine, body));
  for (const auto* wrong :
       {"", "multipart/form-data",
        "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
        "multipart/mixed; boundary=----x7", "multipart/form-data; boundary=----x7; charset=utf-8",
        "multipart/form-data; charset=utf-8; boundary=----x7",
        "multipart/form-data; boundary=----x7, boundary=----x8",
        "multipart/form-data; boundary=\"----x7", "multipart/form-data; boundary=a{b",
        "multipart/form-data; boundary=\"ends in blank \"", "multipart/form-data boundary=----x7"})
    refused(MultipartFlaw::NoBoundary, body, wrong);
  const auto longest = std::string(70, 'b');
  const auto with = "--" + longest +
                    "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--" + longest +
                    "--";
  CPPUNIT_ASSERT(web::parse_multipart("multipart/form-data; boundary=" + longest, with));
  refused(MultipartFlaw::NoBoundary, with, ("multipart/form-data; boundary=b" + longest).c_str());
}

CPPUNIT_TEST_FIXTURE(t::Plain, nothing_may_stand_before_between_or_after_the_parts) {
  const auto good = whole(field("a", "1"));
  CPPUNIT_ASSERT(web::parse_multipart(kType, good));
  CPPUNIT_ASSERT(web::parse_multipart(kType, good.substr(0, good.size() - 2)));
  for (std::size_t n = 0; n + 2 < good.size(); ++n)
    CPPUNIT_ASSERT_MESSAGE(good.substr(0, n), !web::parse_multipart(kType, good.substr(0, n)));
  refused(MultipartFlaw::Frame, "x" + good);
  refused(MultipartFlaw::Frame, "\r\n" + good);
  refused(MultipartFlaw::Frame, good + "x");
  refused(MultipartFlaw::Frame, good + "\r\n");
  refused(MultipartFlaw::Frame, whole(field("a", "1\r\n------x7y")));
  refused(MultipartFlaw::Frame, whole(field("a", "1\r\n------x7 ")));
  std::string bare = good;
  for (auto at = bare.find('\r'); at != std::string::npos; at = bare.find('\r')) bare.erase(at, 1);
  refused(MultipartFlaw::Frame, bare);
  CPPUNIT_ASSERT(web::parse_multipart(kType, "------x7--"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_part_has_the_head_that_browsers_write_and_no_other) {
  for (const auto* head :
       {"Content-Type: text/plain",
        "Content-Disposition: form-data",
        "Content-Disposition: attachment; name=\"a\"",
        "Content-Disposition: form-data; name=\"\"",
        "Content-Disposition: form-data; name=a",
        "Content-Disposition: form-data; name='a'",
        "Content-Disposition: form-data; filename=\"f\"; name=\"a\"",
        "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
        "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''f",
        "Content-Disposition: form-data; name=\"a\"; size=1",
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
        "Content-Disposition: form-data; name=\"a\"\r\n folded: x",
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
        "Content-Disposition: form-data; name=\"a\"\r\nX-Other: 1",
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: application/json",
        "Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: "
        "multipart/mixed",
        "Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: ",
        "Content-Disposition: form-data; name=\"a\xff\"",
        "Content-Disposition: form-data; name=\"a\"; filename=\"f\xe2\x80\xae\"",
        "Content-Disposition: form-data; name=\"a\"; filename=\"..\\\"",
        ""})
    refused(MultipartFlaw::Head, whole(part(head, "1")));
  refused(MultipartFlaw::Head, whole(file("a", "", "bytes of no name")));
  refused(MultipartFlaw::Head,
          whole(part("Content-Disposition: form-data; name=\"a\"; filename=\"f\0g\"", "")));
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_name_comes_once_and_all_has_its_measure) {
  refused(MultipartFlaw::Twice, whole(field("a", "1") + field("a", "2")));
  refused(MultipartFlaw::Twice, whole(field("a", "1") + file("a", "f", "2")));
  refused(MultipartFlaw::Twice, whole(file("a", "", "") + file("a", "f", "2")));
  std::string many;
  for (std::size_t i = 0; i < web::kMostParts; ++i) many += field("n" + std::to_string(i), "");
  CPPUNIT_ASSERT(web::parse_multipart(kType, whole(many)));
  refused(MultipartFlaw::TooMany, whole(many + field("one", "more")));
  CPPUNIT_ASSERT(web::parse_multipart(kType, whole(field("a", std::string(16384, 'x')))));
  refused(MultipartFlaw::TooMany, whole(field("a", std::string(16385, 'x'))));
  CPPUNIT_ASSERT(web::parse_multipart(kType, whole(file("a", "f", std::string(1 << 20, 'x')))));
  CPPUNIT_ASSERT(web::parse_multipart(kType, whole(field(std::string(64, 'n'), ""))));
  refused(MultipartFlaw::Head, whole(field(std::string(65, 'n'), "")));
  refused(MultipartFlaw::Head, whole(file("a", std::string(256, 'n'), "")));
  refused(MultipartFlaw::TooMany, whole(field(std::string(2000, 'n'), "")));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_request_has_the_fields_and_files_of_such_a_form_or_none_of_them) {
  web::Request req{"POST", "/account/certificates"};
  req.set_header("Content-Type", kType);
  req.body = whole(field("state", "TX") + file("paper", "a.pdf", "%PDF-"));

  CPPUNIT_ASSERT(web::fits_body(req, web::Body::Upload));
  CPPUNIT_ASSERT(!web::fits_body(req, web::Body::Form));
  CPPUNIT_ASSERT(web::has_readable_fields(req));
  CPPUNIT_ASSERT_EQUAL(std::string{"TX"}, std::string{req.body_fields().value("state")});
  CPPUNIT_ASSERT_EQUAL(std::string{"%PDF-"}, req.file("paper")->bytes);
  CPPUNIT_ASSERT(req.file("state") == nullptr);

  web::Request cut{"POST", "/account/certificates"};
  cut.set_header("Content-Type", kType);
  cut.body = req.body.substr(0, req.body.size() - 8);
  CPPUNIT_ASSERT(!web::has_readable_fields(cut));
  CPPUNIT_ASSERT(cut.body_fields().empty());
  CPPUNIT_ASSERT(cut.file("paper") == nullptr);

  web::Request odd{"POST", "/account/certificates"};
  odd.set_header("Content-Type", kType);
  odd.body = whole(field("state", std::string{"T\0X", 3}));
  CPPUNIT_ASSERT(!web::has_readable_fields(odd));

  web::Request plain{"POST", "/account/certificates", {{"state", "TX"}}};
  CPPUNIT_ASSERT(!web::fits_body(plain, web::Body::Upload));
}

}  // namespace
