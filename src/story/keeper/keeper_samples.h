// Articles about made-up places, for the tests of the keeper.

#pragma once

#include <array>
#include <string>
#include <string_view>

#include "story/keeper/keeper.h"

namespace checkback {

inline constexpr StoryTime kSampleDay = StoryTime{24} * 3600 * 1000;
inline constexpr StoryTime kSampleStart = StoryTime{1'747'000'000} * 1000;

struct SampleArticle {
  std::string_view headline;
  std::string_view text;
};

inline constexpr std::array<SampleArticle, 3> kQuake = {{
    {"Quake of magnitude 6.1 shakes Halvar coast",
     "An earthquake of magnitude 6.1 struck off the coast of Halvar early on Monday, toppling "
     "chimneys in the port of Ostra and sending residents into the streets. The seismological "
     "institute of Halvar said the quake was 12 kilometres deep. Mayor Ilse Brandt said that at "
     "least 14 people were hurt, two of them badly, and that the old harbour church had lost "
     "its tower."},
    {"Halvar earthquake: at least 14 hurt, church tower falls in Ostra",
     "At least 14 people were hurt when an earthquake shook Halvar on Monday morning, Mayor Ilse "
     "Brandt of the port of Ostra said. The tower of the harbour church collapsed. The "
     "seismological institute put the magnitude at 6.1 and warned of aftershocks along the coast "
     "of Halvar."},
    {"Aftershocks rattle Ostra as Halvar counts the damage of the earthquake",
     "Aftershocks rattled the port of Ostra on Tuesday, a day after an earthquake of magnitude 6.1 "
     "hurt 14 people on the coast of Halvar. Engineers looked at the ruins of the harbour church. "
     "Mayor Ilse Brandt said that 200 chimneys had fallen and that schools would stay closed."},
}};

inline constexpr std::array<SampleArticle, 3> kTakeover = {{
    {"Corvane offers 4.2 billion for rival Tessaly Shipping",
     "The container line Corvane has offered 4.2 billion marks in cash for its smaller rival "
     "Tessaly Shipping, the two companies said. Shareholders of Tessaly would get 31 marks a "
     "share, a premium of a quarter. Chief executive Marta Lindqvist of Corvane said the merger "
     "would save 300 million a year. The competition authority will look at the deal."},
    {"Tessaly Shipping board backs takeover by Corvane",
     "The board of Tessaly Shipping told shareholders to accept the takeover offer of the "
     "container line Corvane, worth 4.2 billion marks or 31 marks a share. Marta Lindqvist, chief "
     "executive of Corvane, said she expected the competition authority to agree to the merger "
     "by autumn."},
    {"Competition authority to examine merger of Corvane and Tessaly",
     "The competition authority opened an investigation into the merger of the container lines "
     "Corvane and Tessaly Shipping. Corvane offers 31 marks a share for Tessaly, 4.2 billion in "
     "all. Chief executive Marta Lindqvist said that she was confident."},
}};

inline StoryArticle Sample(ArticleId id, const SampleArticle& sample, StoryTime time) {
  StoryArticle article;
  article.id = id;
  article.seen_at = time;
  article.language = "en";
  article.headline = sample.headline;
  article.text = sample.text;
  return article;
}

// A keeper with the trained acceptance.
inline StoryKeeper MakeKeeper(const KeeperOptions& options = {}) {
  return StoryKeeper(*Acceptance::Trained(), options);
}

}  // namespace checkback
