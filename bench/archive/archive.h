// An archive of invented captures, of any size, the same for the same seed: what is in it is
// planned first and each page made when it is asked for, so a million captures need 24 MB.
//
// Of the captures, about 70 of 100 show a page for the first time; the rest show one again, a
// third each unchanged, changed only around the article, and with a new version of it (one in
// ten of these goes back to the text before). Of the pages, 8 of 100 are exact copies of
// another outlet's article, 7 edited and 5 longer ones that contain a part of it.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "outlets.h"
#include "prose.h"
#include "text/instant.h"
#include "vocabulary.h"

namespace bench {

enum class Copied : std::uint8_t { kNot, kExact, kEdited, kContained };

struct MadePage {
  std::uint32_t outlet = 0;
  std::uint32_t story = 0;
  Copied copied = Copied::kNot;
  std::uint32_t source = 0;  // the page that it copies
};

struct MadeCapture {
  checkback::Instant time;
  std::uint32_t page = 0;
  std::uint16_t text = 0;  // how often the article's first text was edited to get this one
  std::uint16_t look = 0;  // how often links and advertisements were turned
};

struct MadeCounts {
  std::uint64_t captures = 0;
  std::uint64_t pages = 0;
  std::uint64_t versions =
      0;  // first ones too; a page that goes back to an older text has a new one
  std::uint64_t unchanged = 0, cosmetic = 0, edited = 0;  // captures of pages seen before
  std::uint64_t exact_copies = 0, edited_copies = 0, contained_copies = 0;  // pages
};

// Safe to use from many threads.
class MadeArchive {
 public:
  struct Options {
    std::uint64_t seed = 1;
    std::uint32_t captures = 1000;
    int outlets = 400;
    // 0: one for every 1,000 captures, at most 100, so that copies follow their source within two.
    int days = 0;
    bool small = false;  // pages of 60 to 150 words with little around them, for tests
  };
  explicit MadeArchive(const Options& options);

  // By time.
  const std::vector<MadeCapture>& captures() const { return captures_; }
  const MadeCounts& counts() const { return counts_; }

  MadePage Page(std::uint32_t page) const;
  std::string Url(std::uint32_t page) const;
  std::string Html(const MadeCapture& capture) const;
  // An HTTP response with Html as its body.
  std::string Response(const MadeCapture& capture) const;

  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  void Plan();
  void PlanPage(std::uint32_t page);
  checkback::Instant FirstSeen(std::uint32_t page) const;
  Prose FirstText(std::uint32_t page, const MadePage& made) const;
  Prose OwnText(std::uint32_t page, std::uint32_t story) const;

  Options options_;
  Vocabulary vocabulary_;
  std::vector<Outlet> outlets_;
  std::vector<MadeCapture> captures_;
  MadeCounts counts_;
};

}  // namespace bench
