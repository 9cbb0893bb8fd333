// Guards the HTML parsers against pages nested until they choke.
//
// Both parsers take time quadratic in the number of open elements, and rebuild all
// open formatting elements (<b>, <font>, …) in every new paragraph; and in the number of
// different attribute names of a page. A hostile page of 500 kB can so hold a worker for minutes.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace checkback {

// Elements nested deeper than this are read as if they stood one level up. The
// deepest real page of the extraction sets has under 100 levels.
inline constexpr std::size_t kMaxDepth = 512;
// Formatting elements open at once; HTML rebuilds them all in every paragraph.
inline constexpr std::size_t kMaxFormatting = 16;

// `html` without the start tags that would nest deeper than the two limits and without the
// attributes that a Tree does not keep, told by a scan of the tags (raw text and comments
// left alone). The scan knows no more of HTML
// than tag names, so it is for pages that a parser has already found too deep.
std::string CapNesting(std::string_view html);

// True where the same scan finds no nesting to take out, and no tag of more than 64 kB.
bool NestingIsTame(std::string_view html);

}  // namespace checkback
