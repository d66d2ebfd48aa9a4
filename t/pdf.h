#pragma once
#include <string>

// PDFs read back by another program (poppler's pdftotext).
namespace t {

// What stands on its pages, in the places where it stands; each page ends with "\f".
std::string text_of_pdf(const std::string& pdf);

}  // namespace t
