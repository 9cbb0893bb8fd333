# One target per folder of src/, so that the arrows between folders stand in the build:
#
#   checkback_module(article USES page text LINKS PkgConfig::lexbor)
#
# makes the library checkback_article from src/article/*.cc and the test article_test
# from its *_test.cc. A folder may include only what it names in USES (and what those
# name). `make arrows` prints the real include graph.

# What most files include of the library and of gtest is parsed once; a file still includes what it uses, which the
# debug preset, without this, checks. A target shares what `source` has made where both have the same flags.
option(CHECKBACK_PRECOMPILE "Precompiled headers" ON)
set(checkback_common_headers <algorithm> <array> <charconv> <chrono> <cmath> <cstddef> <cstdint> <filesystem> <functional>
    <map> <memory> <optional> <set> <span> <string> <string_view> <unordered_map> <unordered_set> <utility> <vector>
    <fmt/format.h>)

function(checkback_precompile target source)
  if(NOT CHECKBACK_PRECOMPILE)
    return()
  endif()
  if(TARGET ${source} AND NOT target STREQUAL source)
    target_precompile_headers(${target} REUSE_FROM ${source})
  else()
    target_precompile_headers(${target} PRIVATE ${checkback_common_headers} ${ARGN})
  endif()
endfunction()

# A test is built fast rather than fast itself: its time is spent in the libraries.
function(checkback_test_flags target)
  set_target_properties(${target} PROPERTIES CHECKBACK_TEST ON)
  target_compile_options(${target} PRIVATE -O0)
  target_compile_definitions(${target} PRIVATE CHECKBACK_SOURCE="${CMAKE_SOURCE_DIR}")
  checkback_precompile(${target} ${ARGN} <gmock/gmock.h> <gtest/gtest.h>)
endfunction()

function(checkback_module name)
  cmake_parse_arguments(ARG "OWN_FLAGS" "" "USES;LINKS;WITHOUT" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc ${folder}/*/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  foreach(file ${ARG_WITHOUT})
    list(REMOVE_ITEM sources ${folder}/${file})
  endforeach()

  set(uses ${ARG_USES})
  list(TRANSFORM uses PREPEND checkback_)
  add_library(checkback_${name} STATIC ${sources})
  target_include_directories(checkback_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(checkback_${name} PUBLIC ${uses} PRIVATE ${ARG_LINKS} checkback_warnings)
  set(alike ${name})
  if(NOT ARG_OWN_FLAGS)
    set(alike page)
  endif()
  checkback_precompile(checkback_${name} checkback_${alike})

  if(tests AND CHECKBACK_TESTS)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE checkback_${name} ${ARG_LINKS} checkback_warnings
                                               GTest::gtest GTest::gmock GTest::gtest_main)
    checkback_test_flags(${name}_test ${alike}_test)
    gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60)
  endif()
endfunction()

# checkback_embed(<target> <namespace-symbol> FILES...): the files' bytes inside the program,
# by .incbin (a hex array costs seconds of compile time per megabyte). Each file rules/en/x.txt
# is found by its path through FindEmbedded() in text/embedded.h.
function(checkback_embed target)
  set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.S)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded_table.cc)
  set(asm ".section .rodata\n")
  set(externs "")
  set(rows "")
  set(n 0)
  foreach(file ${ARGN})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${file})
    string(APPEND asm ".balign 16\n.global checkback_embedded_${n}\ncheckback_embedded_${n}:\n"
                      ".incbin \"${file}\"\n.global checkback_embedded_${n}_end\ncheckback_embedded_${n}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char checkback_embedded_${n}[];\n"
                          "extern \"C\" const char checkback_embedded_${n}_end[];\n")
    string(APPEND rows "    {\"${name}\", checkback_embedded_${n}, checkback_embedded_${n}_end},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND asm ".section .note.GNU-stack,\"\",%progbits\n")
  file(GENERATE OUTPUT ${assembly} CONTENT "${asm}")
  string(CONCAT code
    "#include \"text/embedded.h\"\n${externs}\nnamespace checkback {\n"
    "const EmbeddedFile kEmbeddedFiles[] = {\n${rows}    {nullptr, nullptr, nullptr}};\n"
    "const std::size_t kEmbeddedCount = ${n};\n}\n")
  file(GENERATE OUTPUT ${table} CONTENT "${code}")
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${assembly} ${table})
endfunction()
