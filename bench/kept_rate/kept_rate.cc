// What one more article of a long story costs the program: CPU milliseconds of an import that
// brings one article, and of what is told and kept at its end.
//
//   tools/build release kept_rate && nice build/kept_rate FOLDER [CAPTURES [MORE]]
//
// The invented story of bench/told_rate is imported into the store at FOLDER, to 100, 1,000, 10,000
// articles and at last CAPTURES of them (10,000); at each, MORE (10) articles are imported one by
// one. A store that is there is gone on with.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "follow/import.h"
#include "follow/keep_told.h"
#include "newsroom.h"
#include "spent.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

using bench::CpuMilliseconds;
using bench::MegabytesInUse;
using bench::PeakMegabytes;

template <typename T>
T OrEnd(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "kept_rate: %s\n", result.error().what.c_str());
    std::exit(1);
  }
  return std::move(*result);
}
void OrEnd(const Result<void>& result) {
  if (!result) {
    std::fprintf(stderr, "kept_rate: %s\n", result.error().what.c_str());
    std::exit(1);
  }
}

// The milliseconds of one import.
struct Spent {
  double reading = 0, repairing = 0, telling = 0;

  Spent& operator+=(const Spent& other) {
    reading += other.reading, repairing += other.repairing, telling += other.telling;
    return *this;
  }
};

class Growing {
 public:
  explicit Growing(std::string folder) : folder_(std::move(folder)) {
    store_ = OrEnd(Store::Open(folder_, {.access = Store::Access::kWrite, .program = "bench"}));
    const StoreCounts counts = OrEnd(store_->Counts());
    while (written_ < static_cast<std::size_t>(counts.captures)) newsroom_.Write(written_++);
  }

  std::size_t written() const { return written_; }

  // So many more articles, in one import.
  Spent Import(std::size_t count) {
    const std::string path = folder_ + "/kept_rate.jsonl";
    {
      std::ofstream file(path);
      for (std::size_t i = 0; i < count; ++i) file << NextLine() << '\n';
    }
    Spent spent;
    double before = CpuMilliseconds();
    const auto past = [&] {
      const double now = CpuMilliseconds();
      return now - std::exchange(before, now);
    };
    OrEnd(checkback::Import(store_.get(), {.names = {path}}));
    spent.reading = past();
    OrEnd(store_->RepairStories());
    spent.repairing = past();
    MergeAll();
    past();
    OrEnd(KeepToldStories(*store_, {.tellers = &tellers_}));
    spent.telling = past();
    return spent;
  }

  // Captures of the largest story.
  std::size_t Largest() const {
    std::size_t most = 0;
    OrEnd(store_->ForEachStory([&](const StoredStory& story) {
      most = std::max(most, story.captures.size());
      return true;
    }));
    return most;
  }

 private:
  // What belongs together is a matter of its own, and a person's merge of thousands takes hours:
  // whatever stories were found, they are made one in the tables.
  void MergeAll() {
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
      if (file.path().extension() != ".db") continue;
      Database db = OrEnd(Database::Open(file.path().string(), Database::Mode::kWrite));
      OrEnd(
          db.Run("update story_capture set story = (select story from story_capture order by "
                 "capture limit 1) where story <> (select story from story_capture order by "
                 "capture limit 1)"));
    }
  }

  std::string NextLine() {
    const Article article = newsroom_.Write(written_);
    const std::string seen = ToRfc3339(bench::SeenAt(written_++));
    JsonWriter json;
    json.Object([&] {
      json.Key("url").Text(article.url);
      json.Key("seen_at").Text(seen);
      json.Key("published_at").Text(seen);
      json.Key("language").Text(article.language);
      json.Key("title").Text("Ferry Maren Light aground off Halvar, crew stays");
      json.Key("body").Text(std::string(kSetting) + article.text + '\n' + std::string(kSetting));
    });
    return json.Take();
  }

  // What holds the story together.
  static constexpr std::string_view kSetting =
      "The ferry Maren Light, which ran aground off Halvar with 214 people on board, lies on the "
      "rocks off Halvar. The crew of the ferry stayed on the Maren Light, as the captain of the "
      "Maren Light, Lidia Orsan, had ordered, until the coast guard of Halvar took the passengers "
      "of the ferry ashore.\n\n";

  std::string folder_;
  std::unique_ptr<Store> store_;
  TellerShelf tellers_;
  bench::Newsroom newsroom_;
  std::size_t written_ = 0;
};

void Run(const std::string& folder, std::size_t captures, std::size_t more) {
  Growing story(folder);
  std::puts(
      "captures  of the largest story  ms to import one   put right   tell and keep  MB in use  MB "
      "at the most");
  for (const std::size_t goal :
       {std::size_t{100}, std::size_t{1000}, std::size_t{10'000}, captures}) {
    if (goal > captures || goal < story.written()) continue;
    // A store that is gone on with is told whole once, and that is not one more article.
    const Spent all = story.Import(std::max<std::size_t>(1, goal - story.written()));
    std::printf("%8zu  all at once: import %.0f, put right %.0f, tell and keep %.0f ms\n", goal,
                all.reading, all.repairing, all.telling);
    Spent spent;
    for (std::size_t i = 0; i < more; ++i) spent += story.Import(1);
    const auto count = static_cast<double>(more);
    std::printf("%8zu  %20zu  %16.1f  %10.1f  %14.1f  %9.0f  %14.0f\n", story.written(),
                story.Largest(), spent.reading / count, spent.repairing / count,
                spent.telling / count, MegabytesInUse(), PeakMegabytes());
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace checkback

int main(int count, char** arguments) {
  if (count < 2) return std::fprintf(stderr, "kept_rate FOLDER [CAPTURES [MORE]]\n"), 2;
  const auto number = [&](int place, long usual) {
    const long asked = count > place ? std::atol(arguments[place]) : usual;
    return static_cast<std::size_t>(asked > 0 ? asked : 1);
  };
  std::filesystem::create_directories(arguments[1]);
  checkback::Run(arguments[1], number(2, 10'000), number(3, 10));
  return 0;
}
