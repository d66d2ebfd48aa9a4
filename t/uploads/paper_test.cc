#include "t/test.h"
#include "t/uploads/papers.h"
#include "uploads/uploads.h"

using uploads::PaperFlaw;

namespace {

void refused(PaperFlaw why, const std::string& bytes) {
  const auto said = uploads::look_at_paper(bytes);
  CPPUNIT_ASSERT_MESSAGE(bytes.substr(0, 200), !said);
  CPPUNIT_ASSERT_EQUAL_MESSAGE(bytes.substr(0, 200), static_cast<int>(why),
                               static_cast<int>(said.why()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_paper_is_known_by_its_content) {
  CPPUNIT_ASSERT(uploads::look_at_paper(t::paper()));
  CPPUNIT_ASSERT(uploads::look_at_paper(t::paper("<< /Type /Action /S /URI /URI (https://x) >>")));
  CPPUNIT_ASSERT(
      uploads::look_at_paper(t::paper("<< /OpenAction [3 0 R /Fit] /JSx /Launcher 1 >>")));
  refused(PaperFlaw::Empty, "");
  for (const auto* other : {"GIF89a", "<html>%PDF-1.4", "%PDF-", "%PDF-1.x", "%PDF-3.0", "MZ",
                            "\x89PNG\r\n\x1A\n", "PK\x03\x04"})
    refused(PaperFlaw::OtherKind, other + t::paper());
  refused(PaperFlaw::TooLarge, t::paper(std::string(uploads::kMostPaper, ' ')));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_paper_has_its_end_and_nothing_after_it) {
  const auto whole = t::paper();
  refused(PaperFlaw::Cut, whole.substr(0, whole.size() - 3));
  refused(PaperFlaw::Cut, whole + "<script>");
  refused(PaperFlaw::Cut, whole + std::string(2000, '\n'));
  refused(PaperFlaw::Cut, "%PDF-1.7\n%%EOF\n");
  CPPUNIT_ASSERT(uploads::look_at_paper(whole + "\r\n\n"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_acts_by_itself_is_found_however_it_is_written) {
  for (const auto* acts :
       {"<< /S /JavaScript /JS (app.alert(1)) >>", "<</S/J#61vaScript/JS(x)>>",
        "<</S/#4c#61#75#6e#63#68/F(cmd.exe)>>", "<< /Names << /EmbeddedFiles 4 0 R >> >>",
        "<< /Type/EmbeddedFile >>", "<</S\t/Launch\n>>", "<< /AcroForm << /XFA 5 0 R >> >>",
        "<</S/SubmitForm>>", "<</S/GoToR/F(\\\\\\\\host\\\\share)>>", "<</S/GoToE>>",
        "<</S/ImportData>>", "<</Subtype/RichMedia>>", "<</S/Rendition/JS(x)>>",
        "% a comment /JavaScript"})
    refused(PaperFlaw::Active, t::paper(acts));
  refused(PaperFlaw::Closed, t::paper("<< /Encrypt 9 0 R >>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, object_streams_are_looked_into_and_within_a_measure) {
  CPPUNIT_ASSERT(uploads::look_at_paper(t::paper(t::object_stream("<< /Type /Page >>"))));
  refused(PaperFlaw::Active, t::paper(t::object_stream("<< /S /JavaScript /JS (x) >>")));
  refused(PaperFlaw::Active,
          t::paper(t::object_stream("<< >>") + t::object_stream("<</S/Laun#63h>>")));
  refused(PaperFlaw::Closed, t::paper("<< /Type /ObjStm /Length 3 >>\nstream\nabc\nendstream"));
  refused(PaperFlaw::Closed, t::paper("<< /Type /ObjStm >>"));
  // 64 MB of blanks in some 64 KB.
  refused(PaperFlaw::Closed, t::paper(t::object_stream(std::string(std::size_t{64} << 20U, ' '))));
}

}  // namespace
