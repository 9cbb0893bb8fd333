// How long the full-text index takes: to fill, and to answer.
//
//   ninja -C build search_times
//   build/search_times FILE DOCUMENTS WORDS    fills FILE (a database), then asks
//   build/search_times FILE                    asks a FILE that was filled before
//   build/search_times FILE optimize           merges its parts into one, then asks
//
// Documents are words drawn by Zipf's law from 200,000; they arrive by the thousand, each batch
// sorted by key, every tenth batch a month late, over two years. Queries are of the kinds below,
// each with words of several frequencies, the same in every run; a page of 20 hits with snippets
// each.

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "store/search/search.h"

namespace checkback {
namespace {

constexpr int kVocabulary = 200'000;
constexpr int kBatch = 1'000;
constexpr std::int64_t kSpan = 730 * 86'400;  // from the first document to the last
constexpr std::int64_t kLate = 30 * 86'400;
const Instant kStart = Instant(std::chrono::seconds(1'700'000'000));

double Seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// The word of a rank: letters of a made-up language, common words short.
std::string WordOf(int rank) {
  constexpr std::string_view kFirst = "bdfghklmnprstvz", kSecond = "aeiou";
  std::string word;
  for (int rest = rank + 1; rest > 0;) {
    word += kFirst[static_cast<std::size_t>(rest) % kFirst.size()];
    rest /= static_cast<int>(kFirst.size());
    word += kSecond[static_cast<std::size_t>(rest) % kSecond.size()];
    rest /= static_cast<int>(kSecond.size());
  }
  return word;
}

class Language {
 public:
  Language() {
    double sum = 0;
    for (int rank = 0; rank < kVocabulary; ++rank) {
      words_.push_back(WordOf(rank));
      sums_.push_back(sum += 1.0 / (rank + 2.7));
    }
  }
  const std::string& Word(int rank) const { return words_[static_cast<std::size_t>(rank)]; }
  int Draw(std::mt19937_64& random) const {
    std::uniform_real_distribution<double> place(0, sums_.back());
    const auto found = std::lower_bound(sums_.begin(), sums_.end(), place(random));
    return static_cast<int>(found - sums_.begin());
  }
  std::string Text(std::mt19937_64& random, int words) const {
    std::string text;
    for (int n = 0; n < words; ++n) {
      text += Word(Draw(random));
      text += n % 80 == 79 ? ".\n\n" : n % 16 == 15 ? ". " : " ";
    }
    return text;
  }

 private:
  std::vector<std::string> words_;
  std::vector<double> sums_;
};

struct Library {
  int documents;
  int words;  // of each text
};

SearchDocument DocumentAt(const Language& language, std::int64_t number, const Library& library) {
  std::mt19937_64 random(static_cast<std::uint64_t>(number) * 7919 + 1);
  SearchDocument document;
  document.id = std::to_string(number);
  document.headline = language.Text(random, 9);
  document.description = language.Text(random, 20);
  document.byline = {language.Word(5'000 + static_cast<int>(random() % 3'000)) + " Smith"};
  document.text = language.Text(random, library.words);
  document.outlet = "Outlet " + language.Word(static_cast<int>(random() % 500));
  document.domain = "news" + std::to_string(random() % 500) + ".example";
  document.language = random() % 4 == 0 ? "de" : "en";
  document.seen_at = kStart + std::chrono::seconds(number * kSpan / library.documents);
  if (number / kBatch % 10 == 9) document.seen_at -= std::chrono::seconds(kLate);
  return document;
}

DocumentKey KeyAt(const SearchDocument& document) {
  return KeyOf(document.seen_at, static_cast<std::uint32_t>(std::stoul(document.id)));
}

// Makes each document again, and keeps account of the time that takes: it is not the index's.
class Texts : public DocumentSource {
 public:
  Texts(const Language& language, const Library& library)
      : language_(language), library_(library) {}
  std::optional<SearchDocument> DocumentOf(DocumentKey key) const override {
    const double before = Seconds(CLOCK_MONOTONIC);
    SearchDocument document = DocumentAt(language_, key & ((1 << 30) - 1), library_);
    seconds_ += Seconds(CLOCK_MONOTONIC) - before;
    return document;
  }
  double TakeSeconds() const { return std::exchange(seconds_, 0); }

 private:
  const Language& language_;
  Library library_;
  mutable double seconds_ = 0;
};

void Die(const Error& error) {
  fmt::print(stderr, "{}\n", error.what);
  std::exit(1);
}
template <typename T>
T Must(Result<T> result) {
  if (!result) Die(result.error());
  return std::move(*result);
}
void Must(const Result<void>& result) {
  if (!result) Die(result.error());
}

double Megabytes(const std::string& file) {
  struct stat info{};
  return stat(file.c_str(), &info) == 0 ? static_cast<double>(info.st_size) / 1e6 : 0;
}

void Fill(Database& db, const std::string& file, const Language& language, const Library& library) {
  const int documents = library.documents;
  Must(SearchIndex::CreateTables(db));
  Must(db.Run("create table filled(documents integer, words integer)"));
  Must(db.Run(fmt::format("insert into filled values({}, {})", documents, library.words)));
  SearchIndex index = Must(SearchIndex::Open(db));
  double cpu = 0, wall = 0;
  for (int n = 0; n < documents;) {
    std::vector<SearchDocument> batch;
    for (int k = 0; k < kBatch && n < documents; ++k, ++n)
      batch.push_back(DocumentAt(language, n, library));
    const double cpu_before = Seconds(CLOCK_PROCESS_CPUTIME_ID);
    const double wall_before = Seconds(CLOCK_MONOTONIC);
    Transaction transaction = Must(Transaction::Begin(db));
    for (const SearchDocument& document : batch) Must(index.Put(KeyAt(document), document));
    Must(transaction.Commit());
    cpu += Seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
    wall += Seconds(CLOCK_MONOTONIC) - wall_before;
    if (n % (documents / 10 + 1) < kBatch || n == documents) {
      fmt::print("{:>8} documents: {:.3f} ms of CPU and {:.3f} ms each, {:.0f} MB\n", n,
                 1e3 * cpu / n, 1e3 * wall / n, Megabytes(file));
      std::fflush(stdout);
    }
  }
  Must(db.Run("pragma wal_checkpoint(truncate)"));
  fmt::print("{:.0f} bytes a document\n", Megabytes(file) * 1e6 / documents);
}

struct Kind {
  std::string_view name;
  std::vector<std::string> queries;
};

std::vector<Kind> Kinds(const Language& language) {
  std::mt19937_64 random(11);
  const auto word = [&](int low, int high) {
    return language.Word(low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low)));
  };
  constexpr int kEach = 40;
  std::vector<Kind> kinds;
  const auto kind = [&](std::string_view name, auto make) {
    kinds.push_back({name, {}});
    for (int n = 0; n < kEach; ++n) kinds.back().queries.push_back(make());
  };
  kind("rare word", [&] { return word(50'000, kVocabulary); });
  kind("usual word", [&] { return word(1'000, 5'000); });
  kind("common word", [&] { return word(0, 50); });
  kind("two common", [&] { return word(0, 50) + " " + word(0, 50); });
  kind("three usual",
       [&] { return word(200, 2'000) + " " + word(200, 2'000) + " " + word(50, 500); });
  kind("usual + rare", [&] { return word(100, 1'000) + " " + word(20'000, 100'000); });
  kind("OR of three",
       [&] { return word(0, 100) + " OR " + word(500, 5'000) + " OR " + word(50'000, 90'000); });
  kind("common - usual", [&] { return word(0, 50) + " -" + word(100, 1'000); });
  kind("phrase, common", [&] { return "\"" + word(0, 20) + " " + word(0, 20) + "\""; });
  kind("phrase, usual", [&] { return "\"" + word(50, 500) + " " + word(50, 500) + "\""; });
  kind("prefix, usual", [&] { return word(2'000, 20'000) + "*"; });
  kind("prefix of 3", [&] { return word(2'000, 20'000).substr(0, 3) + "*"; });
  kind("word + month", [&] { return word(0, 1'000) + " date:2024-05"; });
  kind("word + days", [&] { return word(0, 1'000) + " date:2024-02-10..2024-04-20"; });
  kind("headline", [&] { return "headline:" + word(100, 5'000); });
  kind("headline, common", [&] { return "headline:" + word(0, 50); });
  kind("outlet + word", [&] {
    return "outlet:" + language.Word(static_cast<int>(random() % 500)) + " " + word(0, 500);
  });
  kind("never together", [&] { return "language:de language:en " + word(0, 50); });
  kind("phrase, never", [&] {
    return "\"" + word(0, 20) + " " + word(0, 20) + " " + word(0, 20) + " " + word(0, 20) + "\"";
  });
  return kinds;
}

double Part(std::vector<double> times, double part) {
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1,
                        static_cast<std::size_t>(part * static_cast<double>(times.size())))];
}

void Ask(Database& db, const Language& language) {
  const auto number = [&](std::string_view sql) {
    return static_cast<int>(*Must(db.Integer(sql)));
  };
  const Texts texts(language,
                    {number("select documents from filled"), number("select words from filled")});
  SearchIndex index = Must(SearchIndex::Open(db));
  std::vector<double> all;
  fmt::print("{:<18} {:>8} {:>8} {:>8}  ms\n", "", "p50", "p99", "hits");
  for (const Kind& kind : Kinds(language)) {
    std::vector<double> times;
    std::size_t hits = 0;
    for (const std::string& text : kind.queries) {
      const Query query = std::get<Query>(ParseQuery(text));
      const double before = Seconds(CLOCK_MONOTONIC);
      hits += Must(index.Find(query, {}, texts)).hits.size();
      times.push_back(1e3 * (Seconds(CLOCK_MONOTONIC) - before - texts.TakeSeconds()));
    }
    all.insert(all.end(), times.begin(), times.end());
    fmt::print("{:<18} {:>8.2f} {:>8.2f} {:>8.1f}  {}\n", kind.name, Part(times, .5),
               Part(times, .99), static_cast<double>(hits) / static_cast<double>(times.size()),
               kind.queries.front());
  }
  fmt::print("{:<18} {:>8.2f} {:>8.2f}\n", "all", Part(all, .5), Part(all, .99));
}

int Main(int argc, char** argv) {
  const bool optimize = argc == 3 && std::string_view(argv[2]) == "optimize";
  if (argc != 2 && argc != 4 && !optimize) {
    fmt::print(stderr, "usage: search_times FILE [DOCUMENTS WORDS|optimize]\n");
    return 2;
  }
  const Language language;
  Database db = Must(Database::Open(argv[1], Database::Mode::kWrite));
  Must(db.Run("pragma journal_mode = wal; pragma synchronous = normal;"));
  // As the store sets it for readers.
  Must(db.Run("pragma cache_size = -16384; pragma mmap_size = 1073741824;"));
  if (argc == 4) Fill(db, argv[1], language, {std::atoi(argv[2]), std::atoi(argv[3])});
  if (optimize) {
    const double before = Seconds(CLOCK_PROCESS_CPUTIME_ID);
    Must(Must(SearchIndex::Open(db)).Optimize());
    fmt::print("optimized in {:.1f} s of CPU\n", Seconds(CLOCK_PROCESS_CPUTIME_ID) - before);
  }
  Ask(db, language);
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  return checkback::Main(argc, argv);
}
