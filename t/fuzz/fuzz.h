#pragma once
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

// A fuzz target is one function of bytes that must neither crash nor break what it promises. Run
// over a corpus it tries each file, each of its beginnings, and each with one byte changed: the
// same inputs in every run, as make check has it. Built for libFuzzer (make fuzz) it is given
// inputs that are made to reach what no input has reached yet.
#ifdef GDS_LIBFUZZER
extern "C" int LLVMFuzzerRunDriver(int* argc, char*** argv,
                                   int (*target)(const unsigned char* bytes, std::size_t size));
#endif

namespace fuzz {

inline void require(bool held, const char* promise) {
  if (held) return;
  std::cerr << "broken: " << promise << '\n';
  std::abort();
}

inline std::size_t try_around(const std::string& seed, void (*target)(const std::string&)) {
  constexpr unsigned char kChanges[] = {0x01, 0x20, 0x80, 0xFF};
  std::size_t tried = 0;
  for (std::size_t n = 0; n <= seed.size(); ++n, ++tried) target(seed.substr(0, n));
  for (std::size_t i = 0; i < seed.size(); ++i) {
    for (const auto change : kChanges) {
      auto bytes = seed;
      bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ change);
      target(bytes);
      ++tried;
    }
  }
  return tried;
}

#ifdef GDS_LIBFUZZER

inline void (*the_target)(const std::string&) = nullptr;

inline int run(const char*, int argc, char** argv, void (*target)(const std::string&)) {
  the_target = target;
  return LLVMFuzzerRunDriver(&argc, &argv, [](const unsigned char* bytes, std::size_t size) {
    the_target({reinterpret_cast<const char*>(bytes), size});
    return 0;
  });
}

#else

inline int run(const char* name, int argc, char** argv, void (*target)(const std::string&)) {
  std::size_t tried = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& file : std::filesystem::directory_iterator{argv[i]}) {
      std::ifstream in{file.path(), std::ios::binary};
      tried += try_around({std::istreambuf_iterator<char>{in}, {}}, target);
    }
  }
  std::cout << name << ": " << tried << " inputs\n";
  return tried == 0 ? 1 : 0;
}

#endif

}  // namespace fuzz
