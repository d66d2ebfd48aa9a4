#pragma once
#include <string>
#include <string_view>

// Private to documents.
namespace documents {

// Text as the fonts of every PDF reader have it (WinAnsi, which is Windows-1252). What that lacks
// gets the nearest thing: a letter of the Latin alphabets loses its mark ("Łódź" is "Lodz"), dashes
// and primes become plain ones, what is not seen is left out; anything else is a "?", and so is
// each byte that is no UTF-8. Line ends and tabs are blanks.
std::string to_winansi(std::string_view utf8);

}  // namespace documents
