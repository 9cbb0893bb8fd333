// The body of an article: which blocks of the page it is, and what else was published with it.
//
// A forest of small trees (article/forest.h, rules/body.model) says of each text block how
// likely it is body; what the block is called, where it stands and how it reads decides
// whether it is a paragraph, a caption, a notice.

#pragma once

#include <string>
#include <vector>

#include "article/article.h"
#include "article/head.h"
#include "article/text_blocks.h"
#include "article/tree.h"
#include "article/witnesses.h"

namespace checkback {

struct Body {
  std::vector<Block> blocks;     // in the order of the page; spans not yet set
  std::vector<bool> in_text;     // of each block: is it part of the text as it is read
  BodyPlace place;               // from the first to the last block of the text
  bool developing = false;       // a notice says so
  std::vector<Dropped> dropped;  // filled when asked
};

// The body of the page. Empty where no block is likely enough. Linear in the page; safe to
// call from many threads.
Body FindBody(const Tree& tree, const TextBlocks& text, const Witnesses& said, NodeIndex headline,
              bool why);

}  // namespace checkback
