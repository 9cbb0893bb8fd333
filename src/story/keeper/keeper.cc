#include "story/keeper/keeper.h"

#include <algorithm>
#include <utility>

#include "story/keeper/snapshot.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::string_view kUnknown = "und";
constexpr std::uint32_t kFormat = 0x33736b63;  // "cks3"
constexpr StoryTime kDay = StoryTime{24} * 3600 * 1000;

// "pt-BR" as "pt".
std::string PrimaryOf(std::string_view language) {
  return AsciiLower(language.substr(0, language.find_first_of("-_")));
}

}  // namespace

template <typename Archive>
void Fields(Archive& archive, Pin& pin) {
  auto kind = static_cast<std::uint8_t>(pin.kind);
  archive(kind, pin.a, pin.b);
  pin.kind = kind == 0 ? Pin::Kind::kTogether : Pin::Kind::kApart;
}

template <typename Archive>
void Fields(Archive& archive, Redirect& redirect) {
  archive(redirect.from, redirect.to);
}

StoryKeeper::StoryKeeper(Acceptance acceptance, KeeperOptions options)
    : acceptance_(std::move(acceptance)), rules_{&acceptance_, &pins_, std::move(options)} {
  for (const std::string& language : BackgroundLanguages()) ShelfOf(language);
}

StoryKeeper::~StoryKeeper() = default;

Shelf& StoryKeeper::ShelfOf(const std::string& language) {
  std::unique_ptr<Shelf>& shelf = shelves_[language];
  if (!shelf) shelf = std::make_unique<Shelf>(language, rules_);
  return *shelf;
}

Shelf* StoryKeeper::Knowing(ArticleId article) const {
  for (const auto& [language, shelf] : shelves_) {
    if (shelf->Knows(article)) return shelf.get();
  }
  return nullptr;
}

// The shelf where the article follows another without being looked at; nullptr: it is looked at.
// What follows may not be followed itself: else a chain of small changes, each a copy of the one
// before, would lead anywhere. People's pins go before.
Shelf* StoryKeeper::FollowedOn(const StoryArticle& article) const {
  if (article.follows == 0 || pins_.Names(article.id)) return nullptr;
  Shelf* shelf = Knowing(article.follows);
  return shelf != nullptr && shelf->IsVoice(article.follows) ? shelf : nullptr;
}

// A headline alone is often too short to tell its language by: then the shelf whose articles use
// its words most.
Shelf& StoryKeeper::ShelfFor(const StoryArticle& article, const ArticleTerms& terms) {
  const std::string said = PrimaryOf(article.language);
  if (!said.empty() && said != kUnknown) return ShelfOf(said);
  double best = 0;
  std::string language(kUnknown);
  for (const auto& [name, shelf] : shelves_) {
    const double familiarity = shelf->vocabulary().Familiarity(terms);
    if (familiarity <= best) continue;
    best = familiarity;
    language = name;
  }
  return ShelfOf(language);
}

// Takes over what changed on a shelf.
void StoryKeeper::Note(Shelf& shelf) {
  Changes changes = shelf.TakeChanges();
  for (const Redirect& redirect : changes.redirects) redirects_[redirect.from] = redirect.to;
  changes_.moves.insert(changes_.moves.end(), changes.moves.begin(), changes.moves.end());
  changes_.redirects.insert(changes_.redirects.end(), changes.redirects.begin(),
                            changes.redirects.end());
}

Placement StoryKeeper::Add(const StoryArticle& article) {
  if (const StoryId known = StoryOf(article.id); known != 0) {
    Placement placement;
    placement.article = article.id;
    placement.story = placement.best = known;
    placement.reason = Placement::Reason::kFollows;
    placement.score = 1;
    return placement;
  }
  if (const StoryTime day = article.seen_at / kDay; day > day_) {
    Repair();
    day_ = day;
  }
  Shelf* shelf = FollowedOn(article);
  ArticleTerms terms;
  if (shelf == nullptr) {
    terms = TermsOf(article.headline, article.description, article.text);
    shelf = &ShelfFor(article, terms);
  }
  const Placement placement = shelf->Add(article, terms, ++arrivals_);
  // Pins that were given before the article came may join more than its own story.
  if (!pins_.empty()) {
    for (const ArticleId other : pins_.Of(article.id, Pin::Kind::kTogether)) {
      shelf->Join(article.id, other);
    }
  }
  Note(*shelf);
  return placement;
}

std::optional<Placement> StoryKeeper::Explain(const StoryArticle& article) {
  Shelf* shelf = Knowing(article.id);
  if (shelf == nullptr) return std::nullopt;
  return shelf->Explain(article, TermsOf(article.headline, article.description, article.text));
}

void StoryKeeper::Repair() {
  for (const auto& [language, shelf] : shelves_) {
    shelf->Repair();
    Note(*shelf);
  }
}

Changes StoryKeeper::TakeChanges() {
  return std::exchange(changes_, {});
}

std::vector<Sleeper> StoryKeeper::TakeSleepers() {
  std::vector<Sleeper> sleepers;
  for (const auto& [language, shelf] : shelves_) {
    for (Sleeper& sleeper : shelf->TakeSleepers()) {
      sleeper.language = language;
      sleepers.push_back(std::move(sleeper));
    }
  }
  return sleepers;
}

bool StoryKeeper::Wake(const Sleeper& sleeper) {
  return ShelfOf(sleeper.language).Wake(sleeper.bytes);
}

void StoryKeeper::Set(std::span<const Pin> pins) {
  std::vector<Pin> held;
  for (const Pin& pin : pins) {
    if (pin.a != pin.b && pin.a != 0 && pin.b != 0) held.push_back(pin);
  }
  for (const Pin& pin : held) pins_.Add(pin);
  for (const Pin& pin : held) {
    Shelf* shelf = Knowing(pin.a);
    if (shelf == nullptr || !shelf->Knows(pin.b)) continue;
    if (pin.kind == Pin::Kind::kTogether) {
      shelf->Join(pin.a, pin.b);
    } else if (const StoryId story = shelf->StoryOf(pin.b); shelf->StoryOf(pin.a) == story) {
      std::vector<ArticleId> leave = pins_.GroupOf(pin.b);
      std::erase_if(leave, [&](ArticleId a) { return shelf->StoryOf(a) != story; });
      shelf->Part(leave);
    }
    Note(*shelf);
  }
}

std::vector<Pin> StoryKeeper::MergeStories(StoryId a, StoryId b) {
  const std::vector<ArticleId> of_a = ArticlesOf(a), of_b = ArticlesOf(b);
  if (of_a.empty() || of_b.empty() || Current(a) == Current(b)) return {};
  std::vector<Pin> pins = {{Pin::Kind::kTogether, of_a.front(), of_b.front()}};
  Set(pins);
  return pins;
}

std::vector<Pin> StoryKeeper::SplitStory(StoryId story, const std::vector<ArticleId>& articles) {
  std::vector<ArticleId> leave, stay;
  for (const ArticleId a : ArticlesOf(story)) {
    const bool leaves = std::find(articles.begin(), articles.end(), a) != articles.end();
    (leaves ? leave : stay).push_back(a);
  }
  if (leave.empty() || stay.empty()) return {};
  std::vector<Pin> pins;
  for (std::size_t i = 1; i < leave.size(); ++i) {
    pins.push_back({Pin::Kind::kTogether, leave.front(), leave[i]});
  }
  for (const ArticleId a : leave) pins.push_back({Pin::Kind::kApart, stay.front(), a});
  // What was said before, and is cut through now, holds no more.
  for (const ArticleId a : leave) {
    for (const ArticleId other : pins_.Of(a, Pin::Kind::kTogether)) {
      if (other != stay.front() && std::find(stay.begin(), stay.end(), other) != stay.end()) {
        pins.push_back({Pin::Kind::kApart, other, a});
      }
    }
  }
  Set(pins);
  return pins;
}

StoryId StoryKeeper::StoryOf(ArticleId article) const {
  const Shelf* shelf = Knowing(article);
  return shelf == nullptr ? 0 : shelf->StoryOf(article);
}

StoryId StoryKeeper::Current(StoryId story) const {
  // Each redirect leads to a story that was alive after it, so this ends.
  for (auto at = redirects_.find(story); at != redirects_.end(); at = redirects_.find(story)) {
    story = at->second;
  }
  return story;
}

std::vector<ArticleId> StoryKeeper::ArticlesOf(StoryId story) const {
  story = Current(story);
  for (const auto& [language, shelf] : shelves_) {
    std::vector<ArticleId> articles = shelf->ArticlesOf(story);
    if (!articles.empty()) return articles;
  }
  return {};
}

std::vector<StoryId> StoryKeeper::Stories() const {
  std::vector<StoryId> stories;
  for (const auto& [language, shelf] : shelves_) {
    const std::vector<StoryId> more = shelf->Stories();
    stories.insert(stories.end(), more.begin(), more.end());
  }
  return stories;
}

std::size_t StoryKeeper::StoryCount() const {
  std::size_t count = 0;
  for (const auto& [language, shelf] : shelves_) count += shelf->stories();
  return count;
}

std::string StoryKeeper::Save() const {
  Saver saver;
  std::uint32_t format = kFormat;
  std::uint64_t arrivals = arrivals_, shelves = shelves_.size();
  std::vector<Pin> pins = pins_.all();
  std::vector<Redirect> redirects;
  redirects.reserve(redirects_.size());
  for (const auto& [from, to] : redirects_) redirects.push_back({from, to});
  std::sort(redirects.begin(), redirects.end(),
            [](const Redirect& a, const Redirect& b) { return a.from < b.from; });
  StoryTime day = day_;
  saver(format, arrivals, day, pins, redirects, shelves);
  for (const auto& [language, shelf] : shelves_) {
    std::string name = language;
    saver(name, *shelf);
  }
  return saver.Take();
}

Result<std::unique_ptr<StoryKeeper>> StoryKeeper::Load(std::string_view bytes,
                                                       Acceptance acceptance,
                                                       KeeperOptions options) {
  auto keeper = std::make_unique<StoryKeeper>(std::move(acceptance), std::move(options));
  Loader loader(bytes);
  std::uint32_t format = 0;
  std::uint64_t shelves = 0;
  std::vector<Pin> pins;
  std::vector<Redirect> redirects;
  loader(format);
  if (format != kFormat) return Fail(Errc::kBadInput, "stories: not a snapshot of this format");
  loader(keeper->arrivals_, keeper->day_, pins, redirects, shelves);
  for (const Pin& pin : pins) keeper->pins_.Add(pin);
  for (const Redirect& redirect : redirects) keeper->redirects_[redirect.from] = redirect.to;
  for (std::uint64_t i = 0; i < shelves && loader.ok(); ++i) {
    std::string language;
    loader(language);
    Shelf& shelf = keeper->ShelfOf(language);
    loader(shelf);
    if (!shelf.IsSound()) loader.Spoil();
  }
  if (!loader.ok() || !loader.at_end()) {
    return Fail(Errc::kBadInput, "stories: the snapshot is damaged");
  }
  return keeper;
}

}  // namespace checkback
