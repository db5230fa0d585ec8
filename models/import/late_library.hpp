// Shared libraries that are loaded when they are first needed, not when the program starts.
#pragma once

namespace hakyu::models::import {

/// For libraries that few calls need and that take long to load (libzip and libxlsxwriter bring OpenSSL
/// along: half of the time in which the program started). It stays loaded until the program ends.
class LateLibrary {
 public:
  /// `name` is its SONAME, see cmake/late_library.cmake. Throws Error("library", what the loader says).
  explicit LateLibrary(const char* name);

  /// A function of the library, named as in its header: `function<decltype(::zip_fread)>("zip_fread")`.
  /// Throws the same error if there is none.
  template <typename Function>
  [[nodiscard]] Function* function(const char* name) const {
    return reinterpret_cast<Function*>(address(name));
  }

 private:
  [[nodiscard]] void* address(const char* name) const;
  void* handle_;
};

}  // namespace hakyu::models::import

/// In a class derived from LateLibrary: a member that is called like the function of the library's header.
#define HAKYU_LATE_FUNCTION(name) decltype(::name)* name = function<decltype(::name)>(#name)
