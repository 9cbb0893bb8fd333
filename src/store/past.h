// What did the store know on Tuesday?
//
//   order of time   a  b  c  d  |  E  F        E: seen after that moment
//                   ----> snapshot
//                            -> added again
//
// A connection that looks back answers every question as the database of a store would that had
// only ever seen the captures with seen_at <= moment: temporary views and tables of the same names
// stand before those of the file. Versions and copies follow from the captures that are left.
// Stories follow from the captures in the order of time: the keeper takes up the last snapshot
// before the moment and is given what comes between, by the very code that writes the tables
// (store/story_writer.h). So the answer is the same by construction, but for two things that are
// history: a capture that changed its story because another came late is not told of as moved, and
// late captures that wait for a rebuild may stand elsewhere.
//
// What people said of stories counts from when they said it, by our clock: a merge of today changes
// nothing on Tuesday.
//
// Cost: about a fourth of what came since the moment is added again, 10,000 articles at least where
// there are so many. Memory: about 300 bytes for each capture up to the moment, and the keeper.

#pragma once

#include "store/sqlite.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// Makes `db`, opened for reading, look back to `moment`, whole seconds. Nothing is written to the
// file. `db` then holds a transaction: what others write meanwhile is not seen.
Result<void> LookBack(Database& db, Instant moment);

}  // namespace checkback
