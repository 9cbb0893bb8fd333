// Whole stories without a store, for the tests of this folder.

#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <vector>

#include "follow/whole_story.h"
#include "story/told/told_samples.h"

namespace checkback {

// `story` as a store would give it that had seen its first `captures` captures.
inline WholeStory WholeOf(const SampleStory& story, std::size_t captures) {
  const std::vector<Telling> all = story.Tellings();
  const auto tellings = std::span(all).first(captures);
  WholeStory whole;
  whole.story.id = "c0";
  whole.story.language = "en";
  for (std::size_t i = 0; i < captures; ++i) {
    StoryCapture& c = whole.story.captures.emplace_back();
    c.capture.key = static_cast<std::int64_t>(i + 1);
    c.capture.id = fmt::format("c{}", i);
    c.capture.url = tellings[i].article->url;
    c.capture.seen_at = tellings[i].seen_at;
    c.capture.is_version = !tellings[i].is_visit;
    c.outlet = "Averley Herald";
    c.headline = tellings[i].article->headline;
    c.page = static_cast<std::int64_t>(tellings[i].page);
    c.is_visit = tellings[i].is_visit;
    whole.articles.push_back(*tellings[i].article);
    whole.readings.push_back(*tellings[i].reading);
  }
  if (captures > 0) whole.story.title = whole.story.captures.front().headline;
  whole.told = TellStory(tellings, "en");
  return whole;
}

}  // namespace checkback
