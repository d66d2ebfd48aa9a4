#include "t/pdf.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/error.h"

namespace t {

std::string text_of_pdf(const std::string& pdf) {
  const auto path =
      std::filesystem::temp_directory_path() / ("gds-paper-" + std::to_string(getpid()) + ".pdf");
  std::ofstream{path, std::ios::binary} << pdf;
  std::string text;
  // NOLINTNEXTLINE(cert-env33-c): a name of our own making
  auto* const out = popen(("pdftotext -layout " + path.string() + " - 2>&1").c_str(), "r");
  BASE_CHECK(out != nullptr);
  for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) text += static_cast<char>(c);
  const int status = pclose(out);
  std::filesystem::remove(path);
  BASE_CHECK(status == 0);
  return text;
}

}  // namespace t
