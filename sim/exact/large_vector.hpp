// Vectors whose large tables lie in large pages: diagrams are read at random places, and with pages of 4 KiB
// most reads would also have to look up the page.
#pragma once

#include <sys/mman.h>

#include <cstddef>
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
    const std::size_t bytes = count * sizeof(T);
    if (!fills_several(bytes)) return static_cast<T*>(::operator new(bytes));
    void* const made = ::operator new (bytes, std::align_val_t{page});
#ifdef MADV_HUGEPAGE
    madvise(made, bytes / page * page, MADV_HUGEPAGE);  // advice: its failure changes nothing
#endif
    return static_cast<T*>(made);
  }
  void deallocate(T* made, std::size_t count) noexcept {
    if (fills_several(count * sizeof(T)))
      ::operator delete (made, std::align_val_t{page});
    else
      ::operator delete(made);
  }

  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static bool fills_several(std::size_t bytes) { return bytes >= 2 * page; }
};

template <typename T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace hakyu::sim::exact
