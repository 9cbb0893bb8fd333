// What did the store know on Tuesday?
//
//   order of arrival   a  b  c  D  e  f        D: seen after that moment
//                      ----> snapshot
//                              -----------> added again, without D
//
// A connection that looks back answers every question as the database of a store would that had
// only ever seen the captures with seen_at <= moment: temporary views and tables of the same names
// stand before those of the file. Versions and copies follow from the captures that are left.
// Stories follow from their order of arrival: the keeper takes up the last snapshot that holds no
// later capture, and is given what came after it, less what was seen later, by the very code that
// writes the tables (store/story_writer.h). So the answer is the same by construction.
//
// What people said of stories counts from when they said it, by our clock: a merge of today changes
// nothing on Tuesday.
//
// Cost: where captures came in the order of their times, about a fourth of what came since the
// moment is added again, 10,000 articles at least where there are so many; where they did not, all
// of them. Memory: about 300 bytes for each capture up to the moment, and the keeper.

#pragma once

#include "store/sqlite.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// Makes `db`, opened for reading, look back to `moment`, whole seconds. Nothing is written to the
// file. `db` then holds a transaction: what others write meanwhile is not seen.
Result<void> LookBack(Database& db, Instant moment);

}  // namespace checkback
