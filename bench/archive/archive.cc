#include "archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace bench {
namespace {

using checkback::Instant;

constexpr std::uint32_t kWireEvery = 20;      // one page in twenty is copied by others
constexpr std::uint32_t kWireChoice = 60;     // the latest ones, the newest most often
constexpr std::uint32_t kStoryPages = 20000;  // stories live while so many pages are made
constexpr std::uint32_t kStories = 6000;      // of which so many are then alive
constexpr double kSeenAgain = 0.2;            // of the pages; each then 1 to 3.3 times more
constexpr double kPagesPerCapture = 0.7;
constexpr std::string_view kAgency = "Outland Wire";

Instant Start() {
  return std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
}

// 0 to n - 1, small ones more often.
std::uint32_t Skewed(Random& random, std::uint32_t n) {
  return static_cast<std::uint32_t>(std::exp(random.Share() * std::log(n + 1.0))) - 1;
}

// A stretch of `source` in the middle of another article.
void PutInto(Prose& own, const Prose& source, Random& random) {
  const auto all = static_cast<std::uint32_t>(source.paragraphs.size());
  const std::uint32_t taken = std::max(1u, all * random.Between(60, 90) / 100);
  const std::uint32_t from = random.Below(all - taken + 1);
  const auto begin = source.paragraphs.begin() + from;
  own.paragraphs.insert(
      own.paragraphs.begin() + static_cast<std::ptrdiff_t>(own.paragraphs.size() / 2), begin,
      begin + taken);
}

}  // namespace

MadeArchive::MadeArchive(const Options& options)
    : options_(options),
      vocabulary_(options.seed, options.small ? 2'000 : 40'000),
      outlets_(MakeOutlets(vocabulary_, options.seed, options.outlets, options.small)) {
  if (options_.days == 0)
    options_.days = static_cast<int>(std::clamp<std::uint32_t>(options_.captures / 1000, 1, 100));
  Plan();
}

void MadeArchive::Plan() {
  captures_.reserve(options_.captures);
  for (std::uint32_t page = 0; captures_.size() < options_.captures; ++page) PlanPage(page);
  counts_.captures = captures_.size();
  std::sort(captures_.begin(), captures_.end(), [](const MadeCapture& a, const MadeCapture& b) {
    return std::tie(a.time, a.page) < std::tie(b.time, b.page);
  });
}

Instant MadeArchive::FirstSeen(std::uint32_t page) const {
  const double share = page / (options_.captures * kPagesPerCapture);
  return Start() + std::chrono::seconds(std::llround(share * options_.days * 86400));
}

void MadeArchive::PlanPage(std::uint32_t page) {
  Random random(Mix(Mix(options_.seed, 10), page));
  MadeCapture capture{.time = FirstSeen(page), .page = page, .text = 0, .look = 0};
  captures_.push_back(capture);
  ++counts_.pages;
  ++counts_.versions;
  const Copied copied = Page(page).copied;
  counts_.exact_copies += copied == Copied::kExact;
  counts_.edited_copies += copied == Copied::kEdited;
  counts_.contained_copies += copied == Copied::kContained;
  if (!random.Chance(kSeenAgain)) return;
  do {
    if (captures_.size() == options_.captures) return;
    // A minute to some days later.
    const double seconds = 60 * std::pow(5000, random.Share());
    capture.time += std::chrono::seconds(std::llround(seconds));
    switch (random.Below(3)) {
      case 0:
        ++counts_.unchanged;
        break;
      case 1:
        ++counts_.cosmetic;
        ++capture.look;
        break;
      default:
        ++counts_.edited;
        ++counts_.versions;
        ++capture.look;
        capture.text = capture.text > 0 && random.Chance(0.1) ? capture.text - 1 : capture.text + 1;
    }
    captures_.push_back(capture);
  } while (random.Chance(0.54));
}

MadePage MadeArchive::Page(std::uint32_t page) const {
  Random random(Mix(Mix(options_.seed, 11), page));
  MadePage made;
  made.outlet = Skewed(random, static_cast<std::uint32_t>(options_.outlets));
  made.story = page / kStoryPages * kStories + Skewed(random, kStories);
  const double kind = random.Share();
  if (page < kWireEvery || page % kWireEvery == 0 || kind >= 0.21) return made;
  made.copied = kind < 0.084 ? Copied::kExact : kind < 0.158 ? Copied::kEdited : Copied::kContained;
  const std::uint32_t latest = page / kWireEvery;
  made.source = (latest - Skewed(random, std::min(latest + 1, kWireChoice))) * kWireEvery;
  const MadePage source = Page(made.source);  // never a copy itself
  made.story = source.story;
  if (made.outlet == source.outlet)
    made.outlet = (made.outlet + 1) % static_cast<std::uint32_t>(options_.outlets);
  return made;
}

std::string MadeArchive::Url(std::uint32_t page) const {
  const MadePage made = Page(page);
  Random random(Mix(Mix(options_.seed, 12), page));
  return fmt::format("https://{}/news/{}-{}-{}", outlets_[made.outlet].host,
                     vocabulary_.Adjective(random), vocabulary_.Noun(random), page);
}

Prose MadeArchive::OwnText(std::uint32_t page, std::uint32_t story) const {
  Random random(Mix(Mix(options_.seed, 13), page));
  const Cast cast = MakeCast(vocabulary_, Mix(options_.seed, story));
  const auto words = options_.small ? random.Between(60, 150) : random.Between(280, 680);
  Prose prose = MakeProse(vocabulary_, cast, random.Next(), static_cast<int>(words));
  if (page % kWireEvery == 0) {
    std::string& first = prose.paragraphs[0][0];
    first.insert(0, fmt::format("{} ({}) - ", cast.place, kAgency));
  }
  return prose;
}

Prose MadeArchive::FirstText(std::uint32_t page, const MadePage& made) const {
  if (made.copied == Copied::kNot) return OwnText(page, made.story);
  Random random(Mix(Mix(options_.seed, 14), page));
  Prose prose = OwnText(made.source, made.story);
  if (made.copied == Copied::kEdited) Rewrite(prose, vocabulary_, random.Next());
  if (made.copied == Copied::kContained) {
    Prose own = OwnText(page, made.story);
    PutInto(own, prose, random);
    return own;
  }
  return prose;
}

std::string MadeArchive::Html(const MadeCapture& capture) const {
  const MadePage made = Page(capture.page);
  Prose prose = FirstText(capture.page, made);
  const std::uint64_t own = Mix(options_.seed, capture.page);
  if (capture.text > 0) {
    const Cast cast = MakeCast(vocabulary_, Mix(options_.seed, made.story));
    for (std::uint64_t n = 1; n <= capture.text; ++n) Edit(prose, vocabulary_, cast, Mix(own, n));
  }
  Random random(Mix(own, 15));
  const bool wire = made.copied == Copied::kExact || capture.page % kWireEvery == 0;
  const std::string byline = wire ? std::string(kAgency) : Vocabulary::PersonName(random);
  const std::string url = Url(capture.page);
  const Instant published =
      FirstSeen(capture.page) - std::chrono::seconds(random.Between(60, 7200));
  return MakeHtml(outlets_[made.outlet],
                  {.url = url,
                   .byline = byline,
                   .prose = &prose,
                   .published = published,
                   .modified = published + std::chrono::minutes(capture.text),
                   .look = Mix(own, 1000u + capture.look)},
                  vocabulary_);
}

std::string MadeArchive::Response(const MadeCapture& capture) const {
  const std::string html = Html(capture);
  return fmt::format(
      "HTTP/1.1 200 OK\r\nServer: invented\r\nContent-Type: text/html; "
      "charset=utf-8\r\nContent-Length: {}\r\n\r\n{}",
      html.size(), html);
}

}  // namespace bench
