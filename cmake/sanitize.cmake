# HAKYU_SANITIZE: a list for -fsanitize=, e.g. "address,undefined" or "thread". Everything of ours is built
# with it; a finding ends the program, so that a test cannot pass over one.
set(HAKYU_SANITIZE "" CACHE STRING "Sanitizers to build with (-fsanitize=…)")
if(HAKYU_SANITIZE)
  add_compile_options(-fsanitize=${HAKYU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=${HAKYU_SANITIZE})
  # g++ 12 takes what its own instrumentation hides from it for uninitialised.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  set(HAKYU_SANITIZED HAKYU_SANITIZED)  # for tests that measure time
endif()
if(HAKYU_FUZZ)
  # The libraries only count coverage; the targets in tests/fuzz add the fuzzer's main themselves.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
