#include "pages/upload.h"

#include "base/error.h"
#include "uploads/uploads.h"

namespace pages {
namespace {

const char* sentence(uploads::PaperFlaw flaw) {
  using Flaw = uploads::PaperFlaw;
  switch (flaw) {
    case Flaw::Empty:
      return "Please choose a file.";
    case Flaw::TooLarge:
      return "This file is over 10 MB.";
    case Flaw::OtherKind:
      return "This is no PDF. Please save it as one.";
    case Flaw::Cut:
      return "This PDF has no end. Please save it once more.";
    case Flaw::Active:
      return "This PDF holds a script, a form that sends, or other files. Please print it to a "
             "PDF.";
    case Flaw::Closed:
      return "This PDF is locked, so that it cannot be looked into. Please print it to a PDF.";
  }
  throw base::BugError{"a flaw without a sentence"};
}

}  // namespace

std::string read_paper(const web::Request& req, web::Form& form, std::string_view field) {
  const auto* file = req.file(field);
  const auto seen =
      uploads::look_at_paper(file == nullptr ? std::string_view{} : std::string_view{file->bytes});
  if (seen) return file->bytes;
  form.refuse(field, sentence(seen.why()));
  return {};
}

web::Response attachment(std::string bytes, std::string_view type, std::string_view name) {
  web::Response response;
  response.content_type = type;
  response.body = std::move(bytes);
  response.header("Content-Disposition", "attachment; filename=\"" + std::string{name} + '"');
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  response.header("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace pages
