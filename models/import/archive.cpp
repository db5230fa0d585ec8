#include "models/import/archive.hpp"

#include <fmt/core.h>
#include <zip.h>

#include <memory>

#include "models/import/codes.hpp"
#include "models/import/late_library.hpp"

namespace hakyu::models::import {

namespace {

/// The functions of libzip that are used here.
struct Zip : LateLibrary {
  Zip() : LateLibrary(HAKYU_LIBZIP) {}
  HAKYU_LATE_FUNCTION(zip_discard);
  HAKYU_LATE_FUNCTION(zip_error_fini);
  HAKYU_LATE_FUNCTION(zip_error_init);
  HAKYU_LATE_FUNCTION(zip_error_strerror);
  HAKYU_LATE_FUNCTION(zip_fclose);
  HAKYU_LATE_FUNCTION(zip_fopen_index);
  HAKYU_LATE_FUNCTION(zip_fread);
  HAKYU_LATE_FUNCTION(zip_open_from_source);
  HAKYU_LATE_FUNCTION(zip_source_buffer_create);
  HAKYU_LATE_FUNCTION(zip_source_free);
  HAKYU_LATE_FUNCTION(zip_stat);
};

const Zip& libzip() {
  static const Zip loaded;
  return loaded;
}

struct CloseFile {
  void operator()(zip_file_t* file) const { libzip().zip_fclose(file); }
};

}  // namespace

struct Archive::Handle {
  zip_t* zip = nullptr;
  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (zip != nullptr) libzip().zip_discard(zip);
  }
};

Archive::Archive(std::string_view bytes, const TableLimits& limits)
    : handle_(std::make_unique<Handle>()), limits_(limits) {
  zip_error_t error;
  libzip().zip_error_init(&error);
  zip_source_t* source = libzip().zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    handle_->zip = libzip().zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (handle_->zip == nullptr) libzip().zip_source_free(source);
  }
  if (handle_->zip == nullptr) fail(codes::damaged, {}, ".xlsx");
  libzip().zip_error_fini(&error);
}

Archive::~Archive() = default;

void Archive::fail(std::string_view code, std::string found, std::string expected) {
  if (!problem_) problem_ = {code, std::move(found), std::move(expected)};
}

std::optional<std::string> Archive::part(const std::string& name) {
  zip_stat_t stat;
  if (problem_ || libzip().zip_stat(handle_->zip, name.c_str(), ZIP_FL_NOCASE, &stat) != 0)
    return std::nullopt;
  if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > limits_.bytes ||
      unpacked_ + stat.size > limits_.bytes) {
    fail(codes::limit, fmt::format("{}: {} B", name, stat.size), fmt::format("{} B", limits_.bytes));
    return std::nullopt;
  }
  if (stat.size > (1U << 20U) && (stat.comp_size == 0 || stat.size / stat.comp_size > limits_.ratio)) {
    fail(codes::limit, fmt::format("{}: {} B / {} B", name, stat.size, stat.comp_size),
         fmt::format("{} : 1", limits_.ratio));
    return std::nullopt;
  }
  const std::unique_ptr<zip_file_t, CloseFile> file(libzip().zip_fopen_index(handle_->zip, stat.index, 0));
  std::string text(static_cast<std::size_t>(stat.size), '\0');
  const zip_int64_t got = file ? libzip().zip_fread(file.get(), text.data(), text.size()) : -1;
  char more = 0;
  // One byte more than promised: the checksum is compared at the end, and a longer part is a lie.
  if (got != static_cast<zip_int64_t>(text.size()) || libzip().zip_fread(file.get(), &more, 1) != 0) {
    fail(codes::workbook, name, ".xlsx");
    return std::nullopt;
  }
  unpacked_ += text.size();
  return text;
}

}  // namespace hakyu::models::import
