// Where two passages cannot both hold. Told so far: a page that prints another number in the same
// words than it did before, and says nothing of it.
//
//   09:00  There are 214 people on the ferry, according to her owners.
//   17:00  There were 227 people on the ferry, according to her owners.
//
// A number that was corrected in the open, a plan that changed, a measure taken anew and a number
// that counts on top of another are no contradictions but development.

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "story/told/answer_words.h"
#include "story/told/content_words.h"
#include "story/told/told.h"
#include "text/hash.h"
#include "text/language_tables.h"

namespace checkback {
namespace {

// Words of content that two sentences share beside the number; fewer are too little to say that
// they count the same thing.
constexpr std::size_t kLeastWords = 4;

struct PrintedNumber {
  Span sentence;
  std::uint64_t number = 0;
};
// By the words around: those of a sentence, in their order, without one of its numbers.
using NumbersOfPage = std::map<std::uint64_t, PrintedNumber>;

struct VersionOfPage {
  std::size_t capture = 0;
  NumbersOfPage numbers;
  std::vector<std::uint64_t> corrections;  // hashes of the notes on the page
};

using MeasuredUnits = std::unordered_set<std::string_view>;

MeasuredUnits ReadMeasuredUnits(std::string_view bytes) {
  MeasuredUnits units;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (!line.empty() && line[0] != '#') units.insert(line);
  }
  return units;
}

bool IsMeasure(const Figure& figure, std::string_view language) {
  static const LanguageTables<MeasuredUnits> tables("contradictions.txt", ReadMeasuredUnits);
  return tables.Of(language).contains(figure.unit);
}

// The figure of `sentence` that is `number`, where there is one that can contradict another.
const Figure* FigureIn(const Reading& reading, const Article& article, const Span& sentence,
                       std::uint64_t number) {
  for (const Figure& figure : reading.figures) {
    if (figure.span.start < sentence.start || figure.span.end > sentence.end) continue;
    const HeldWords words = FamiliesOf(Words(article.text, figure.span), article.language);
    if (std::find(words.begin(), words.end(), number) == words.end()) continue;
    const bool counts =
        figure.standing == FigureStanding::kWhole && !IsMeasure(figure, article.language);
    return counts ? &figure : nullptr;
  }
  return nullptr;
}

// Whether the smallest statement over `span` is a plan.
bool IsPlanned(const Reading& reading, const Span& span) {
  const NewsStatement* smallest = nullptr;
  for (const NewsStatement& statement : reading.statements) {
    const bool holds = statement.span.start <= span.start && statement.span.end >= span.end;
    if (holds && (!smallest || statement.span.size() < smallest->span.size()))
      smallest = &statement;
  }
  return smallest && smallest->status == Status::kPlanned;
}

VersionOfPage ReadVersion(const Telling& telling, std::size_t capture) {
  const Article& article = *telling.article;
  VersionOfPage version;
  version.capture = capture;
  for (const Sentence& sentence : telling.reading->sentences) {
    const Content content = ContentOf(Words(article.text, sentence.span), article.language);
    if (content.words.size() <= kLeastWords) continue;
    for (std::size_t left_out = 0; left_out < content.words.size(); ++left_out) {
      if (!content.words[left_out].is_number) continue;
      std::uint64_t around = content.negations;
      for (std::size_t i = 0; i < content.words.size(); ++i)
        around = (around ^ (i == left_out ? 1 : content.words[i].hash)) * 0x9e3779b97f4a7c15;
      version.numbers.try_emplace(around,
                                  PrintedNumber{sentence.span, content.words[left_out].hash});
    }
  }
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::kCorrection) version.corrections.push_back(Hash64(block.text));
  }
  return version;
}

// Whether `now` corrects something in the open that `was` did not.
bool Corrects(const VersionOfPage& was, const VersionOfPage& now) {
  return std::any_of(now.corrections.begin(), now.corrections.end(), [&](std::uint64_t note) {
    return std::find(was.corrections.begin(), was.corrections.end(), note) == was.corrections.end();
  });
}

void Compare(std::span<const Telling> tellings, const VersionOfPage& was, const VersionOfPage& now,
             std::vector<Contradiction>& found) {
  if (Corrects(was, now)) return;
  const Telling& before = tellings[was.capture];
  const Telling& after = tellings[now.capture];
  const std::size_t first = found.size();
  for (const auto& [around, printed] : now.numbers) {
    const auto same = was.numbers.find(around);
    if (same == was.numbers.end() || same->second.number == printed.number) continue;
    const PrintedNumber& earlier = same->second;
    const Figure* a = FigureIn(*before.reading, *before.article, earlier.sentence, earlier.number);
    const Figure* b = FigureIn(*after.reading, *after.article, printed.sentence, printed.number);
    if (!a || !b || a->unit != b->unit || IsPlanned(*after.reading, b->span)) continue;
    const std::string& about = b->what.empty() ? b->unit : b->what;
    found.push_back({about, {was.capture, earlier.sentence}, {now.capture, printed.sentence}});
  }
  std::sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
            [](const Contradiction& x, const Contradiction& y) {
              return x.b.span.start < y.b.span.start;
            });
}

}  // namespace

std::vector<Contradiction> FindContradictions(std::span<const Telling> tellings) {
  std::vector<Contradiction> found;
  std::unordered_map<std::size_t, VersionOfPage> last;  // by page
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit) continue;
    VersionOfPage version = ReadVersion(tellings[i], i);
    const auto before = last.find(tellings[i].page);
    if (before != last.end()) Compare(tellings, before->second, version, found);
    last.insert_or_assign(tellings[i].page, std::move(version));
  }
  return found;
}

}  // namespace checkback
