# The Japanese texts: every folder that speaks to people has its ja.po; together they become one catalogue
# inside the library, so that no file and no system locale is needed at run time.
find_program(HAKYU_MSGCAT msgcat REQUIRED)
find_program(HAKYU_MSGFMT msgfmt REQUIRED)
file(GLOB catalogue_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/viz/*/ja.po ${PROJECT_SOURCE_DIR}/cli/ja.po)
set(catalogue_folder ${CMAKE_CURRENT_BINARY_DIR}/text)
file(MAKE_DIRECTORY ${catalogue_folder})
add_custom_command(
  OUTPUT ${catalogue_folder}/ja_catalogue.cpp
  COMMAND ${HAKYU_MSGCAT} --use-first --no-location --output-file=${catalogue_folder}/all.po ${catalogue_sources}
  COMMAND ${HAKYU_MSGFMT} --check-format --no-hash --output-file=${catalogue_folder}/ja.mo ${catalogue_folder}/all.po
  COMMAND ${CMAKE_COMMAND} -DINPUT=${catalogue_folder}/ja.mo -DOUTPUT=${catalogue_folder}/ja_catalogue.cpp
          -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  DEPENDS ${catalogue_sources} ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  COMMENT "Japanese texts"
  VERBATIM)
target_sources(hakyu_viz PRIVATE ${catalogue_folder}/ja_catalogue.cpp)
# Longer than the standard asks compilers to take; both of ours do.
set_source_files_properties(${catalogue_folder}/ja_catalogue.cpp PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
