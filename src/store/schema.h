// The tables of the embedded store, and how an older store becomes a newer one.
//
//   page      a URL under which captures are versions of one another
//   capture   one page as it was seen once; points at its raw record and at its article
//   article   what was found in it; shared by captures that say the same to the byte
//   wording   the words of article texts, whatever page: copies have one, or two that are alike
//   copy      two wordings of which one carries the other
//   story_capture, story_redirect, sleeper, keeper_*   stories (store/story_writer.h)
//   journal   what was derived from which capture, by which program, when; only appended to
//   source    how far a file was imported
//
// The search tables stand in store/search. Every column is told in docs/formats.md.
//
// Two clocks: `seen_at` is ours, `published_at` and `modified_at` are what the page says. Times are
// seconds since 1970, UTC; a page's own times are kept as it said them, in the article.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "store/sqlite.h"
#include "text/result.h"

namespace checkback {

// Each makes a schema of the version before it into the next; the first one makes an empty database
// into version 1. Only ever appended to.
std::span<const std::string_view> SchemaSteps();

// Brings `db` to the last of `steps`, in one transaction for each; does nothing where it is there
// already. kBadInput for a database of a newer program, or of another one: it is not touched.
Result<void> Migrate(Database& db, std::span<const std::string_view> steps = SchemaSteps());

// Whether `db` can be read as it is: the errors of Migrate, and one for an older schema.
Result<void> CheckSchema(const Database& db);

}  // namespace checkback
