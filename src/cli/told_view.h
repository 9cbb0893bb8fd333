// What a story has told, set for a terminal: people, questions, figures, contradictions,
// days.
//
//   Still open
//     whether     It was not known if the dam had been damaged
//                 Northwire, Thu 5 Mar 2026, 04:10 UTC; asked again once
//   Figures
//     people killed  ▁▂▆▅█  4 … 26
//
// Pure.

#pragma once

#include "cli/sheet.h"
#include "follow/whole_story.h"

namespace checkback {

// Sections that have nothing to show are left out.
void ShowTold(const WholeStory& whole, Sheet& sheet);

// The sentences of `update`, below the capture that brought them.
void ShowUpdate(const WholeStory& whole, const StoryUpdate& update, std::size_t indent,
                Sheet& sheet);

// "▁▄█": each value by its place between the least and the greatest. "" for fewer than two.
std::string SparklineOf(const std::vector<double>& values);

}  // namespace checkback
