// The members of what is kept of a story, for text/packed.h: a member that is added to one of these
// structs does not compile here until it is named, and what was kept without it is told anew once
// kTellingVersion is counted up (follow/told_frame.cc).

#pragma once

#include <concepts>
#include <tuple>
#include <type_traits>

#include "article/article.h"
#include "follow/version_changes.h"
#include "story/told/told.h"

namespace checkback {

template <typename T, typename Of>
concept Exactly = std::same_as<std::remove_const_t<T>, Of>;

template <Exactly<Span> T>
auto MembersOf(T& of) {
  auto& [start, end] = of;
  return std::tie(start, end);
}
template <Exactly<Passage> T>
auto MembersOf(T& of) {
  auto& [capture, span] = of;
  return std::tie(capture, span);
}
template <Exactly<NotePassage> T>
auto MembersOf(T& of) {
  auto& [block, span] = of;
  return std::tie(block, span);
}
template <Exactly<StoryUpdate> T>
auto MembersOf(T& of) {
  auto& [capture, sentences, notes] = of;
  return std::tie(capture, sentences, notes);
}
template <Exactly<StoryQuestion> T>
auto MembersOf(T& of) {
  auto& [id, kind, opened, asked, wants, about, asked_again, origins, due, state, answer, headline,
         outcome, closed] = of;
  return std::tie(id, kind, opened, asked, wants, about, asked_again, origins, due, state, answer,
                  headline, outcome, closed);
}
template <Exactly<FigurePoint> T>
auto MembersOf(T& of) {
  auto& [at, value, high, bound, source, who] = of;
  return std::tie(at, value, high, bound, source, who);
}
template <Exactly<FigureSeries> T>
auto MembersOf(T& of) {
  auto& [id, what, unit, points] = of;
  return std::tie(id, what, unit, points);
}
template <Exactly<StoryStatement> T>
auto MembersOf(T& of) {
  auto& [at, source, status, who] = of;
  return std::tie(at, source, status, who);
}
template <Exactly<StoryQuote> T>
auto MembersOf(T& of) {
  auto& [at, kind, speaker, who] = of;
  return std::tie(at, kind, speaker, who);
}
template <Exactly<StoryName> T>
auto MembersOf(T& of) {
  auto& [id, name, printed, kind, country, stands_for, roles, forms, captures, origins] = of;
  return std::tie(id, name, printed, kind, country, stands_for, roles, forms, captures, origins);
}
template <Exactly<StoryClaim> T>
auto MembersOf(T& of) {
  auto& [id, rows] = of;
  return std::tie(id, rows);
}
template <Exactly<Contradiction> T>
auto MembersOf(T& of) {
  auto& [id, about, a, b, kind, a_says, b_says] = of;
  return std::tie(id, about, a, b, kind, a_says, b_says);
}
template <Exactly<TimelineEntry> T>
auto MembersOf(T& of) {
  auto& [date, sentences, pages] = of;
  return std::tie(date, sentences, pages);
}
template <Exactly<Expected> T>
auto MembersOf(T& of) {
  auto& [date, at, state, happened] = of;
  return std::tie(date, at, state, happened);
}
template <Exactly<ToldStory> T>
auto MembersOf(T& of) {
  auto& [names, updates, questions, figures, statements, claims, quotes, contradictions, timeline,
         expected] = of;
  return std::tie(names, updates, questions, figures, statements, claims, quotes, contradictions,
                  timeline, expected);
}

template <Exactly<PageTime> T>
auto MembersOf(T& of) {
  auto& [utc, offset, has_time] = of;
  return std::tie(utc, offset, has_time);
}
template <Exactly<Edit> T>
auto MembersOf(T& of) {
  auto& [what, was, now, was_phrase, now_phrase] = of;
  return std::tie(what, was, now, was_phrase, now_phrase);
}
template <Exactly<Diff> T>
auto MembersOf(T& of) {
  auto& [edits, corrections, withdrawn, rough] = of;
  return std::tie(edits, corrections, withdrawn, rough);
}
template <Exactly<VersionChange> T>
auto MembersOf(T& of) {
  auto& [from, to, diff, reasons, reason] = of;
  return std::tie(from, to, diff, reasons, reason);
}

}  // namespace checkback
