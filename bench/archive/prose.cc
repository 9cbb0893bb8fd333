#include "prose.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace bench {
namespace {

// N a noun, V a verb in the past, A an adjective, P a person, B a body, L the place, D a day,
// # a number; all else stands as it is. Upper-case letters of words must not be slots: hence
// sentences open with a slot or are made to start upper-case afterwards.
constexpr std::string_view kPatterns[] = {
    "the A N V the N in L on D, B said",
    "B said that the N had V # of the Ns",
    "P, who speaks for B, said that the N would be V before D",
    "at least # Ns were V when the A N V the N near L",
    "it was not clear whether the N had V the A N",
    "B did not say when the N would be V",
    "\"we have V the N, and we will not wait for the A N,\" P told reporters in L",
    "\"nobody asked us about the N,\" said P, a N from L",
    "according to B, the number of Ns rose to # on D, from # a week before",
    "P denied that the N had been V",
    "the N, which was V in L # years ago, has V more than # Ns",
    "a N of the A N is expected on D",
    "critics of the N say that it V the A Ns and left # Ns without a N",
    "the A N was V after a N of the N and the N",
    "if the N is V, the A N could follow within # days",
    "two Ns of B V the N, and a third V the A N",
    "P called the N \"a A N that no N should have V\"",
    "in L, Ns V the N for # hours, and the N was V twice",
    "B has V a N into the A N and the A N",
    "the cost of the N is put at # million crowns, of which the N bears half",
    "that N had been V in spring, when the A N V a N",
    "for the Ns of L, the N means a A N and # Ns less a year",
};
constexpr std::string_view kLinks[] = {", while ", ", after ", ", and ", "; "};
constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};
constexpr std::string_view kHeadlines[] = {"A N V in L",         "B V A N",       "N of L V N on D",
                                           "P: \"the N was V\"", "# Ns V in A N", "L N V after A N",
                                           "A N V as B V the N"};

class Writer {
 public:
  Writer(const Vocabulary& vocabulary, const Cast& cast, Random& random)
      : words_(vocabulary), cast_(cast), random_(random) {}

  std::string Sentence() {
    std::string text = Filled(kPatterns[random_.Below(std::size(kPatterns))]);
    if (random_.Chance(0.35)) {
      text += kLinks[random_.Below(std::size(kLinks))];
      text += Filled(kPatterns[random_.Below(std::size(kPatterns))]);
    }
    return Capital(std::move(text)) + ".";
  }

  std::string Headline() {
    return Capital(Filled(kHeadlines[random_.Below(std::size(kHeadlines))]));
  }

 private:
  static std::string Capital(std::string text) {
    const std::size_t at = text[0] == '"' ? 1 : 0;
    if (text[at] >= 'a' && text[at] <= 'z') text[at] = static_cast<char>(text[at] - 'a' + 'A');
    return text;
  }

  const std::string& Noun() {
    if (random_.Chance(0.4)) return cast_.nouns[random_.Below(cast_.nouns.size())];
    return words_.Noun(random_);
  }

  std::string Filled(std::string_view pattern) {
    std::string text;
    text.reserve(160);
    for (const char c : pattern) {
      switch (c) {
        case 'N':
          text += Noun();
          break;
        case 'V':
          text += words_.Verb(random_);
          break;
        case 'A':
          text += words_.Adjective(random_);
          break;
        case 'P':
          text += cast_.people[random_.Below(cast_.people.size())];
          break;
        case 'B':
          text += cast_.bodies[random_.Below(cast_.bodies.size())];
          break;
        case 'L':
          text += cast_.place;
          break;
        case 'D':
          text += kDays[random_.Below(std::size(kDays))];
          break;
        case '#':
          text += std::to_string(random_.Between(2, random_.Chance(0.2) ? 4000 : 90));
          break;
        default:
          text += c;
      }
    }
    return text;
  }

  const Vocabulary& words_;
  const Cast& cast_;
  Random& random_;
};

int WordsOf(std::string_view text) {
  return 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
}

// A paragraph and a sentence of it, by chance.
std::string& AnySentence(Prose& prose, Random& random) {
  Paragraph& paragraph = prose.paragraphs[random.Below(prose.paragraphs.size())];
  return paragraph[random.Below(paragraph.size())];
}

Paragraph NewParagraph(Writer& writer, Random& random) {
  Paragraph paragraph;
  for (std::uint32_t n = random.Between(1, 3); n > 0; --n) paragraph.push_back(writer.Sentence());
  return paragraph;
}

// Another number where the first one stands; false where there is none.
bool ChangeNumber(std::string& sentence, Random& random) {
  const std::size_t from = sentence.find_first_of("0123456789");
  if (from == std::string::npos) return false;
  const std::size_t to = std::min(sentence.find_first_not_of("0123456789", from), sentence.size());
  const int was = std::stoi(sentence.substr(from, to - from));
  sentence.replace(from, to - from, std::to_string(was + static_cast<int>(random.Between(1, 9))));
  return true;
}

}  // namespace

Cast MakeCast(const Vocabulary& vocabulary, std::uint64_t seed) {
  constexpr std::string_view kBodies[] = {"Council",  "Police", "Union",
                                          "Hospital", "Group",  "Court"};
  Random random(Mix(seed, 2));
  Cast cast;
  cast.place = Vocabulary::PlaceName(random);
  for (int n = 0; n < 5; ++n) cast.people.push_back(Vocabulary::PersonName(random));
  for (int n = 0; n < 3; ++n) {
    const std::string named = n == 0 ? cast.place : Vocabulary::PlaceName(random);
    cast.bodies.push_back("the " + named + " " +
                          std::string(kBodies[random.Below(std::size(kBodies))]));
  }
  for (int n = 0; n < 25; ++n) {
    // Even frequencies here: what a story is about is rare elsewhere.
    cast.nouns.push_back(vocabulary.nouns()[random.Below(vocabulary.nouns().size())]);
  }
  return cast;
}

Prose MakeProse(const Vocabulary& vocabulary, const Cast& cast, std::uint64_t seed, int words) {
  Random random(Mix(seed, 3));
  Writer writer(vocabulary, cast, random);
  Prose prose{.headline = writer.Headline(), .paragraphs = {}};
  for (int written = 0; written < words;) {
    prose.paragraphs.push_back(NewParagraph(writer, random));
    for (const std::string& sentence : prose.paragraphs.back()) written += WordsOf(sentence);
  }
  return prose;
}

void Edit(Prose& prose, const Vocabulary& vocabulary, const Cast& cast, std::uint64_t seed) {
  Random random(Mix(seed, 4));
  Writer writer(vocabulary, cast, random);
  for (std::uint32_t n = random.Between(1, 3); n > 0; --n) {
    std::string& sentence = AnySentence(prose, random);
    if (random.Chance(0.5) && ChangeNumber(sentence, random)) continue;
    sentence = writer.Sentence();
  }
  if (random.Chance(0.3))
    prose.paragraphs.insert(prose.paragraphs.begin(), NewParagraph(writer, random));
  if (random.Chance(0.1) && prose.paragraphs.size() > 3) prose.paragraphs.pop_back();
  if (random.Chance(0.3)) prose.headline = writer.Headline();
}

void Rewrite(Prose& prose, const Vocabulary& vocabulary, std::uint64_t seed) {
  Random random(Mix(seed, 5));
  for (Paragraph& paragraph : prose.paragraphs) {
    for (std::string& sentence : paragraph) {
      if (!random.Chance(0.1)) continue;
      const std::size_t from = sentence.find(" the ");
      if (from == std::string::npos) continue;
      sentence.insert(from + 4, " " + vocabulary.Adjective(random));
    }
  }
  const std::size_t gone = random.Below(static_cast<std::uint32_t>(prose.paragraphs.size()));
  if (prose.paragraphs.size() > 3)
    prose.paragraphs.erase(prose.paragraphs.begin() + static_cast<std::ptrdiff_t>(gone));
}

}  // namespace bench
