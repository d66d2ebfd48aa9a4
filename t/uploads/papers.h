#pragma once
#include <libdeflate.h>

#include <string>

// Papers for tests: small PDFs, whole by the rules of uploads::look_at_paper.
namespace t {

// With this object in it besides.
inline std::string paper(const std::string& object = "") {
  return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
         "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n" +
         (object.empty() ? std::string{"null"} : object) +
         "\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n";
}

// An object stream that unpacks to `text`.
inline std::string object_stream(const std::string& text) {
  auto* packer = libdeflate_alloc_compressor(6);
  std::string packed(libdeflate_zlib_compress_bound(packer, text.size()), '\0');
  packed.resize(
      libdeflate_zlib_compress(packer, text.data(), text.size(), packed.data(), packed.size()));
  libdeflate_free_compressor(packer);
  return "<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " +
         std::to_string(packed.size()) + " >>\nstream\n" + packed +
         "\nendstream\nendobj\n4 0 obj\n<< >>";
}

}  // namespace t
