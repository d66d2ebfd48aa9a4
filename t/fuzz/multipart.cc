#include "web/multipart.h"

#include <algorithm>

#include "base/text.h"
#include "t/fuzz/fuzz.h"

namespace {

constexpr const char* kBoundary = "multipart/form-data; boundary=b";

std::string written(const web::Multipart& read) {
  std::string out;
  const auto begin = [&](const std::string& name) {
    out += "--b\r\nContent-Disposition: form-data; name=\"" + name + '"';
  };
  for (const auto& field : read.fields) {
    begin(field.name);
    out += "\r\n\r\n" + field.value + "\r\n";
  }
  for (const auto& file : read.files) {
    begin(file.field);
    out += "; filename=\"" + file.name + "\"\r\n\r\n" + file.bytes + "\r\n";
  }
  return out + "--b--";
}

// The first line is the content type, all after it the body. Whatever is sent, it is refused, or
// read within its limits; and what was read under a boundary of one letter is read the same again
// when it is written anew.
void target(const std::string& bytes) {
  const auto end = std::min(bytes.find('\n'), bytes.size());
  const auto body = bytes.substr(std::min(end + 1, bytes.size()));
  for (const auto& type : {bytes.substr(0, end), std::string{kBoundary}}) {
    const auto read = web::parse_multipart(type, body);
    if (!read) continue;
    std::size_t sum = 0;
    for (const auto& field : read->fields) {
      fuzz::require(read->fields.count(field.name) == 1, "each name comes once");
      fuzz::require(field.value.size() <= web::kMostPartText, "a field has its limit");
      sum += field.value.size();
    }
    for (const auto& file : read->files) {
      fuzz::require(read->fields.find(file.field) == nullptr, "no file is a field too");
      fuzz::require(!file.name.empty() && file.name.size() <= web::kMostFileName &&
                        file.name.find_first_of("/\\\"") == std::string::npos &&
                        base::text_flaw(file.name, base::Lines::One) == base::TextFlaw::None,
                    "a file's name can be shown and leads nowhere");
      sum += file.bytes.size();
    }
    fuzz::require(read->fields.size() + read->files.size() <= web::kMostParts, "parts are counted");
    fuzz::require(sum <= body.size(), "nothing is made up");
    if (type != kBoundary) continue;
    const auto again = web::parse_multipart(kBoundary, written(*read));
    fuzz::require(static_cast<bool>(again), "what was read can be written");
    fuzz::require(
        again->fields.size() == read->fields.size() && again->files.size() == read->files.size(),
        "no part is lost on the way");
    for (std::size_t i = 0; i < read->files.size(); ++i)
      fuzz::require(again->files[i].bytes == read->files[i].bytes, "a file reads back");
  }
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("multipart", argc, argv, target);
}
