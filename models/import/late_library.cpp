#include "models/import/late_library.hpp"

#include <dlfcn.h>

#include "models/diagnostic.hpp"

namespace hakyu::models::import {

namespace {

void* needed(void* found) {
  if (found == nullptr) throw Error("library", ::dlerror());
  return found;
}

}  // namespace

LateLibrary::LateLibrary(const char* name) : handle_(needed(::dlopen(name, RTLD_NOW | RTLD_LOCAL))) {}

void* LateLibrary::address(const char* name) const { return needed(::dlsym(handle_, name)); }

}  // namespace hakyu::models::import
