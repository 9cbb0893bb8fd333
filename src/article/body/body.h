// The body of an article: which blocks of the page it is, and what else was published with it.
//
// A forest of small trees (text/forest.h, rules/body.model) says of each text block how
// likely it is body; what the block is called, where it stands and how it reads decides
// whether it is a paragraph, a caption, a notice.

#pragma once

#include <string>
#include <vector>

#include "article/article.h"
#include "article/body/live_blog.h"
#include "article/body/text_blocks.h"
#include "article/head/head.h"
#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"

namespace checkback {

struct PlacedBlock {
  Block block;               // its span not yet set
  bool in_text = true;       // part of the text as it is read
  NodeIndex node = kNoNode;  // its first text node; kNoNode for what stands only in metadata
};

struct Body {
  std::vector<PlacedBlock> blocks;  // in the order of the page
  BodyPlace place;                  // from the first to the last block of the text
  bool developing = false;          // a notice says so
  std::vector<Dropped> dropped;     // filled when asked

  // Bytes of the text as it is read.
  std::size_t TextBytes() const;
};

struct BodyHints {
  NodeIndex headline = kNoNode;    // the visible one
  NodeIndex first_post = kNoNode;  // of a live blog
  bool why = false;                // fill Body::dropped
};

// The body of the page. Empty where no block is likely enough. Linear in the page; safe to
// call from many threads.
Body FindBody(const Tree& tree, const TextBlocks& text, const Witnesses& said,
              const BodyHints& hints);

// The body that metadata or page state holds in place of `body`, where the page itself shows
// next to nothing of it: filled by a script, or a stub before a wall.
void TakeSaidBody(const Witnesses& said, Body& body);

// The entries of a live blog in place of the paragraphs that stand among them.
void TakePosts(const Tree& tree, const std::vector<LivePost>& posts, Body& body);

}  // namespace checkback
