// The page as a row of text blocks: what a reader sees as paragraphs, headings, list
// items, captions, menu entries, one after the other.
//
//   <div class="body"><p>One <a>two</a>.</p>three<br><br>four</div>
//    block 0: "One two." (p)     block 1: "three" (div)    block 2: "four" (div)
//
// A block ends where a block element starts or ends, and at two line breaks in a row.
// The extractor decides block by block; nothing smaller is ever split off by it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/tree/tree.h"

namespace checkback {

struct TextBlock {
  NodeIndex element = kNoNode;   // the innermost block element around it
  NodeIndex first = kNoNode;     // its first text node
  NodeIndex last = kNoNode;      // its last text node
  std::uint32_t start = 0;       // its words in TextBlocks::buffer
  std::uint32_t size = 0;        // bytes
  std::uint32_t link_bytes = 0;  // of them inside <a> (or a button)
  std::uint32_t bold_bytes = 0;
  std::uint32_t italic_bytes = 0;
  std::uint16_t links = 0;
};

struct TextBlocks {
  std::vector<TextBlock> blocks;  // in the order of the page
  std::string buffer;             // white space collapsed inside each block

  // The words of a block; valid as long as this value.
  std::string_view Text(const TextBlock& block) const {
    return std::string_view(buffer).substr(block.start, block.size);
  }
};

// All text of the page that a browser could show, hidden or not. Scripts, styles, form
// fields and embedded media are left out. Linear in the tree.
TextBlocks SplitIntoBlocks(const Tree& tree);

}  // namespace checkback
