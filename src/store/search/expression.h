// A query as an expression for FTS5.
//
//   headline:strike "new york" outlet:bbc -sport
//   ((headline:"␃strike" AND "␃new york" AND "␃o:bbc") NOT "␃sport")
//
// Every word stands in quotation marks and consists of letters that cut.h gave, so nothing that
// was typed is ever read as FTS5's own syntax. The byte 3 tells our tokenizer that the words are
// cut already and parted by blanks.
//
// What is filed about a document, and is not in its text (outlet, language, day of print), stands
// in one column as words with a tag in front ("o:bbc"), and so does what was read in it ("e:kyiv").
// Texts never have such words, so a search for plain words needs no filter of columns.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/search/query.h"
#include "store/sqlite.h"

namespace checkback {

// What a text of words begins with that are cut already.
inline constexpr char kCutAlready = '\x03';

// The tags of filed words.
inline constexpr std::string_view kOutletTag = "o:";
inline constexpr std::string_view kLanguageTag = "l:";
inline constexpr std::string_view kDateTag = "d:";
inline constexpr std::string_view kEntityTag = "e:";
inline constexpr std::string_view kSpeakerTag = "s:";
inline constexpr std::string_view kStatusTag = "t:";

// Columns of the full-text table, in its order.
enum SearchColumn { kHeadlineColumn, kAuthorColumn, kDescriptionColumn, kTextColumn, kFiledColumn };

std::string ExpressionOf(const Query& query);

// The tokenizer of the table: CutWords, or the words of a text that begins with kCutAlready.
void CutForIndex(std::string_view text, const WordSink& sink);

}  // namespace checkback
