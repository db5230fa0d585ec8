// Whatever the bytes: reading them ends, in a model or in diagnostics; and a model without errors survives
// being written and read again.
#include <cstdint>
#include <cstdlib>

#include "models/read/read.hpp"
#include "models/write.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hakyu::models;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const ReadResult first = read({{"fuzz.json", text}});
  if (first.diagnostics.size() > 1001) std::abort();
  if (has_errors(first.diagnostics)) return 0;
  const ReadResult second = read(write(first.model));
  if (has_errors(second.diagnostics) || !(second.model == first.model)) std::abort();
  return 0;
}
