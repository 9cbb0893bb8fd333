// Why a page is looked at when it is, or not at all: what the book knows of it, what the plan of
// revisits makes of that, and what its story says for looking soon.
//
//   changes an hour   = those of pages of its age on its site * factor of the page * livelier
//   visits an hour    = the optimum for that rate and weight, with the one L of the budget
//   due               = when the visits an hour, as they fall with age, have added up to one
//
// By what is known now: L is found anew as pages age, so the look may come earlier than was said.
//
// The numbers are made by the plan that `run` follows (RevisitPlan, restored from the book as after
// a restart), not by a second formula. Of what stories say, that of the page's own is asked for;
// what those of other pages say moves L by their share of the budget. A hundred thousand pages take
// some 0.2 s. Errors: kIo, kBadInput of book and store.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/following/host_queues.h"
#include "follow/following/story_watch.h"
#include "follow/revisit/revisit_plan.h"
#include "follow/sources/source_book.h"
#include "store/store.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// What may be spent; as the program that follows has it.
struct LookBudget {
  RevisitPlan::Options revisits = {};
  HostQueues::Options hosts = {};
};

// One look, by the capture that it gave.
struct PageLook {
  enum class Gave : std::uint8_t { kVersion, kSame, kUnchanged };
  Capture capture;
  Gave gave = Gave::kSame;  // kSame: other bytes, the same article; kUnchanged: the same bytes
};
std::string_view NameOf(PageLook::Gave gave);  // "version", "same", "unchanged"

struct LookReason {
  FoundPage page;
  std::string source;                 // its address; "" where it is not followed any more
  std::vector<PageLook> looks;        // the last kLooksTold, newest first
  std::optional<RevisitReason> plan;  // of a watched page
  StoryCall call;                     // what its story says
  std::string story;                  // id; "": none
  std::optional<Instant> held_until;  // its host has said to stay away
  std::optional<Instant> next;  // not asked earlier; nothing: as soon as its turn comes, or never
  double host_pages_an_hour = 0, visits_a_second = 0;  // budgets
  std::size_t watched = 0;                             // pages that share the latter
};
inline constexpr std::size_t kLooksTold = 10;

// Nothing where no source has listed the page at `url`.
Result<std::optional<LookReason>> WhyLookedAt(const Store& store, SourceBook& book,
                                              std::string_view url, const LookBudget& budget,
                                              Instant now);

}  // namespace checkback
