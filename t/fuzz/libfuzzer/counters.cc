#include <cstdint>

// Where libFuzzer looks what an input has reached (decision 0084): g++ calls this at each branch.
// Compiled without being watched itself.
namespace {

constexpr std::uintptr_t kCounters = std::uintptr_t{1} << 16;
__attribute__((section("__libfuzzer_extra_counters"))) unsigned char counters[kCounters];

}  // namespace

extern "C" void __sanitizer_cov_trace_pc();
extern "C" void __sanitizer_cov_trace_pc() {
  const auto at = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
  ++counters[(at ^ (at >> 16)) % kCounters];
}
