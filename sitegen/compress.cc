#include "sitegen/compress.h"

#include <brotli/encode.h>
#include <libdeflate.h>

#include <array>
#include <memory>

#include "base/error.h"

namespace sitegen {
namespace {

// Level 6 makes a page a fifth of its size in a fifth of a millisecond; 12 takes ten times as long
// for a twentieth less.
constexpr int kGzipLevel = 6;
// Brotli's 5 beats gzip's best; 9 takes four times as long for a fiftieth less.
constexpr int kBrotliQuality = 5;

struct FreeCompressor {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

}  // namespace

std::string gzipped(std::string_view bytes) {
  thread_local std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor{
      libdeflate_alloc_compressor(kGzipLevel)};
  BASE_CHECK(compressor != nullptr);
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(),
                                      out.size()));
  BASE_CHECK(!out.empty());
  return out;
}

std::string brotlied(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const auto done = BrotliEncoderCompress(
      kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): char to unsigned char
      reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): likewise
      reinterpret_cast<std::uint8_t*>(out.data()));
  if (done == BROTLI_FALSE) throw base::Error{"brotli cannot compress"};
  out.resize(size);
  return out;
}

bool compresses(std::string_view file) {
  constexpr std::array<std::string_view, 6> kTexts = {".html", ".xml", ".txt",
                                                      ".css",  ".js",  ".svg"};
  for (const auto ending : kTexts)
    if (file.ends_with(ending)) return true;
  return false;
}

}  // namespace sitegen
