// Lines of an article that are no sentences of it: captions, credits, links to other articles,
// posts set in, names of shows.
//
//   "Enlarge this image toggle caption Mark Wilson/Getty Images"
//   "More: Senate Democrats call for ethics investigation"
//
// They end without a mark of punctuation, in an article nearly all sentences of which end with one.
// That needs no words of any language; only Latin letters count, since others have other marks.
//
// Pure and safe to call from many threads.

#pragma once

#include <vector>

#include "story/told/told.h"

namespace checkback {

// Of each sentence of the reading whether it is a loose line. Items of lists and posts of live
// pages are none, nor is the end of a text, which may be cut. Linear.
std::vector<bool> LooseLinesOf(const Telling& telling);

}  // namespace checkback
