// Why a page was changed, change by change: because it was wrong and says so, because the story
// went on, or without a word.
//
//   was  "the barge hit the Café Nautica."        now  "the barge hit the Café Marina."
//        a note below says so                          correction
//   was  -                                        now  "The advisory was lifted at 4:30 p.m."
//        text about what came later                    update
//   was  "some 30 kilometers offshore"            now  "some 45 kilometers offshore"
//        no note                                       silent
//
// One page may hold all three. A note corrects what it speaks of, and the other changes of that
// sentence; times of day and dates beside it go their own way. Sentences put in are an update; so
// are sentences that an agency's report, a live page or a page with a new notice writes anew.
// Elsewhere text that takes the place of other text is silent, and so is a value in a sentence that
// stays. A later time in the page's metadata says nothing to a reader and does not count.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "article/version/diff.h"

namespace checkback {

enum class EditReason : std::uint8_t { kCorrection, kUpdate, kSilent };

// One for each of `diff.edits`. Linear in both texts. Safe to call from many threads.
std::vector<EditReason> ReasonsOf(const Article& was, const Article& now, const Diff& diff);

// That of the new version as a whole: a correction where it carries a new note, else an update
// where any of its edits is one.
EditReason ReasonOf(const Article& was, const Article& now, const Diff& diff);

std::string_view NameOf(EditReason reason);  // "silent"

}  // namespace checkback
