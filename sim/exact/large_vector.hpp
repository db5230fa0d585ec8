// Vectors whose large tables lie in large pages: diagrams are read at random places, and with pages of 4 KiB
// most reads would also have to look up the page.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace hakyu::sim::exact {

/// An allocator like the standard one, which asks the system for large pages where a table fills several.
/// Where the system has none, nothing changes but the time.
template <typename T>
struct LargePages {
  using value_type = T;
  static constexpr std::size_t page = std::size_t{2} << 20U;

  LargePages() = default;
  template <typename Other>
  explicit LargePages(const LargePages<Other>& /*unused*/) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    const auto bytes = count * sizeof(T);
    const bool large = bytes >= 2 * page;
    void* const made = std::aligned_alloc(large ? page : alignof(std::max_align_t), rounded(bytes, large));
    if (made == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (large) madvise(made, rounded(bytes, true), MADV_HUGEPAGE);  // advice: its failure changes nothing
#endif
    return static_cast<T*>(made);
  }
  void deallocate(T* made, std::size_t /*count*/) noexcept { std::free(made); }

  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static std::size_t rounded(std::size_t bytes, bool large) {
    const auto unit = large ? page : alignof(std::max_align_t);
    return (bytes + unit - 1) / unit * unit;
  }
};

template <typename T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace hakyu::sim::exact
