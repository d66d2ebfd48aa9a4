#pragma once
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace sitegen {

// Runs work(thread, i) for each i below `count`, on `threads` threads. What one of them throws ends
// the others soon and is thrown here.
template <class Work>
void parallel_for(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr thrown;
  std::mutex guard;
  const auto run = [&](unsigned thread) {
    try {
      for (auto i = next++; i < count; i = next++) work(thread, i);
    } catch (...) {  // handed over to the caller's thread, which throws it again
      next = count;
      const std::lock_guard lock{guard};
      if (!thrown) thrown = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < threads; ++t) others.emplace_back(run, t);
  run(0);
  for (auto& other : others) other.join();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace sitegen
