#include "vocabulary.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <unordered_set>

namespace bench {
namespace {

constexpr std::string_view kNouns =
    "government minister police court council company report plan vote law court party union "
    "hospital school harbour bridge road train ferry factory bank market price wage tax budget "
    "contract strike talk agreement border army officer soldier attack fire flood storm "
    "earthquake explosion crash accident search rescue inquiry trial judge lawyer prosecutor "
    "witness sentence appeal election candidate coalition deputy mayor president parliament "
    "committee ministry agency spokesman official worker farmer fisherman teacher doctor nurse "
    "patient student family child neighbour resident driver passenger pilot engineer owner "
    "director investor customer supplier producer harvest grain oil gas power station grid "
    "pipeline valve turbine mine forest river lake coast island valley village town region "
    "capital street square building roof tower wall gate camp shelter aid grant loan debt "
    "deficit profit loss share stake merger sale site project permit licence rule standard "
    "inspection warning alarm order ban limit deadline delay decision statement question answer "
    "letter document record figure survey study sample test result trend risk threat claim "
    "charge protest march meeting summit visit delegation envoy treaty sanction tariff quota";
constexpr std::string_view kVerbs =
    "approved rejected delayed announced closed opened reached signed suspended extended "
    "questioned supported criticised defended abandoned restored damaged destroyed repaired "
    "inspected seized released arrested charged cleared postponed cancelled resumed blocked "
    "doubled halved raised lowered bought sold merged moved replaced searched evacuated "
    "warned accused cited filed dropped settled lost won joined left built planned funded "
    "audited amended withdrew revised drafted published leaked denied confirmed examined";
constexpr std::string_view kAdjectives =
    "new old local national foreign public private large small early late former senior chief "
    "northern southern eastern western central regional rural urban coastal independent joint "
    "final first second third temporary permanent urgent serious heavy severe minor costly "
    "rare common unusual likely possible recent latest annual monthly legal criminal civil "
    "medical technical financial industrial military political social";
constexpr std::string_view kOnsets[] = {"b",  "br", "c", "cl", "d", "dr", "f",  "g", "gr",
                                        "h",  "k",  "l", "m",  "n", "p",  "pr", "r", "s",
                                        "st", "sk", "t", "tr", "v", "w",  "th", "sp"};
constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ea", "ai", "ou", "ee"};
constexpr std::string_view kCodas[] = {"",   "n",  "r",  "l",  "s",  "t",  "m", "nd",
                                       "rk", "ll", "st", "ng", "rt", "ck", "x"};

std::vector<std::string> Split(std::string_view words) {
  std::vector<std::string> list;
  for (std::size_t from = 0; from < words.size();) {
    const std::size_t to = std::min(words.find(' ', from), words.size());
    list.emplace_back(words.substr(from, to - from));
    from = to + 1;
  }
  return list;
}

std::string Syllable(Random& random) {
  return std::string(kOnsets[random.Below(std::size(kOnsets))])
      .append(kVowels[random.Below(std::size(kVowels))])
      .append(kCodas[random.Below(std::size(kCodas))]);
}

std::string MadeUp(Random& random, std::string_view ending) {
  std::string word;
  for (std::uint32_t n = random.Between(1, 3); n > 0; --n) word += Syllable(random);
  return word.append(ending);
}

std::vector<std::string> WithMadeUp(std::string_view real, std::size_t size,
                                    std::string_view ending, Random& random) {
  std::vector<std::string> words = Split(real);
  std::unordered_set<std::string> known(words.begin(), words.end());
  for (const std::size_t wanted = words.size() + size; words.size() < wanted;) {
    std::string word = MadeUp(random, ending);
    if (known.insert(word).second) words.push_back(std::move(word));
  }
  return words;
}

std::string Capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

}  // namespace

Vocabulary::Vocabulary(std::uint64_t seed, std::size_t size) {
  Random random(Mix(seed, 1));
  nouns_ = WithMadeUp(kNouns, size, "", random);
  verbs_ = WithMadeUp(kVerbs, size / 4, "ed", random);
  adjectives_ = WithMadeUp(kAdjectives, size / 4, "al", random);
}

// P(rank k) = log((k + 1) / k) / log(n + 1), which is Zipf's law with exponent 1 but for the
// first few ranks, and costs one exponential.
const std::string& Vocabulary::Drawn(const std::vector<std::string>& words, Random& random) {
  const double rank = std::exp(random.Share() * std::log(static_cast<double>(words.size()) + 1));
  return words[std::min(words.size() - 1, static_cast<std::size_t>(rank) - 1)];
}

std::string Vocabulary::PersonName(Random& random) {
  std::string first = Syllable(random).append(random.Chance(0.5) ? "a" : "en");
  return Capitalised(std::move(first)) + " " + Capitalised(Syllable(random) + Syllable(random));
}

std::string Vocabulary::PlaceName(Random& random) {
  constexpr std::string_view kEndings[] = {"ton", "ham", "wick", "ford", "mouth", "dal", "haven"};
  std::string name = Syllable(random).append(kEndings[random.Below(std::size(kEndings))]);
  return (random.Chance(0.2) ? "Port " : "") + Capitalised(std::move(name));
}

}  // namespace bench
