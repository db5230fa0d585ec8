# Installing: the program, its data and manual, and the libraries for other programs
# (find_package(hakyu) gives hakyu::models, hakyu::import, hakyu::sim and hakyu::viz).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set_target_properties(hakyu_models PROPERTIES EXPORT_NAME models)
set_target_properties(hakyu_import PROPERTIES EXPORT_NAME import)
set_target_properties(hakyu_sim PROPERTIES EXPORT_NAME sim)
set_target_properties(hakyu_viz PROPERTIES EXPORT_NAME viz)

install(TARGETS hakyu RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(TARGETS hakyu_models hakyu_import hakyu_sim hakyu_viz EXPORT hakyuTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libraries
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libraries)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/models ${PROJECT_SOURCE_DIR}/sim ${PROJECT_SOURCE_DIR}/viz
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/hakyu COMPONENT libraries
  FILES_MATCHING PATTERN "*.hpp")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios
  DESTINATION ${CMAKE_INSTALL_DATADIR}/hakyu COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/cli/hakyu.en.1
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME hakyu.1 COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/cli/hakyu.ja.1
  DESTINATION ${CMAKE_INSTALL_MANDIR}/ja/man1 RENAME hakyu.1 COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/cli/hakyu.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME hakyu COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/hakyuConfig.cmake.in
  ${PROJECT_BINARY_DIR}/hakyuConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/hakyu
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hakyuConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hakyuConfig.cmake ${PROJECT_BINARY_DIR}/hakyuConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/hakyu COMPONENT libraries)
install(EXPORT hakyuTargets NAMESPACE hakyu::
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/hakyu COMPONENT libraries)
