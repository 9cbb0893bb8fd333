// One open file, giving its inputs one after another. For the folder; InputReader opens them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "follow/inputs.h"
#include "follow/source_bytes.h"
#include "page/feed/feed.h"

namespace checkback {

class OpenSource {
 public:
  OpenSource() = default;
  OpenSource(const OpenSource&) = delete;
  OpenSource& operator=(const OpenSource&) = delete;
  virtual ~OpenSource() = default;

  // Fills of `input` what is the file's own business, and `after`; false at the end. What it does
  // not fill was reset, but for `bytes`.
  virtual bool Next(Input& input) = 0;
  // True where the next input is not here yet.
  virtual bool Waits() const { return false; }
  // How far the file has been read, in its own bytes.
  virtual std::uint64_t Reached() const = 0;
  // Whether Next said false because that was all; false where the system failed.
  virtual bool Whole() const { return true; }

  const PassedOver& passed_over() const { return passed_over_; }

 protected:
  PassedOver passed_over_;
};

// The lines of JSON Lines that are not blank; `lines` of them lie before `bytes`.
class LineInputs : public OpenSource {
 public:
  LineInputs(std::unique_ptr<SourceBytes> bytes, std::uint64_t lines)
      : bytes_(std::move(bytes)), line_(lines) {}
  bool Next(Input& input) override;
  bool Waits() const override { return bytes_->Seen().find('\n') == std::string_view::npos; }
  std::uint64_t Reached() const override { return bytes_->Reached(); }
  bool Whole() const override;

 private:
  std::optional<std::size_t> LineEnd();
  std::optional<std::size_t> ReadLine();
  bool GiveFailure(Input& input);
  void Skip();
  void Drop(std::size_t bytes);

  std::unique_ptr<SourceBytes> bytes_;
  std::uint64_t line_;
  std::size_t scanned_ = 0;  // of what is seen: no line ends before
  bool told_ = false;        // of the failure
};

// The bytes of JSON Lines from a place on that a LineInputs has given; null where no line begins
// there, or the file cannot be opened.
std::unique_ptr<SourceBytes> LinesFrom(const std::string& path, const SourcePlace& place);

// All of a file as one input.
class FileInput : public OpenSource {
 public:
  explicit FileInput(std::unique_ptr<SourceBytes> bytes) : bytes_(std::move(bytes)) {}
  bool Next(Input& input) override;
  std::uint64_t Reached() const override { return reached_; }
  bool Whole() const override { return whole_; }

 private:
  std::unique_ptr<SourceBytes> bytes_;  // null when it was given
  bool whole_ = false;                  // it was given without an error
  std::uint64_t reached_ = 0;
};

// The items of a feed that carry their text, from number `begin` (from 0) on.
class FeedInputs : public OpenSource {
 public:
  FeedInputs(Feed feed, Instant seen_at, std::size_t begin, std::uint64_t file_bytes)
      : feed_(std::move(feed)), seen_at_(seen_at), at_(begin), file_bytes_(file_bytes) {}
  bool Next(Input& input) override;
  std::uint64_t Reached() const override;

 private:
  Feed feed_;
  Instant seen_at_;
  std::size_t at_;
  std::uint64_t file_bytes_;
};

// All that is left of `bytes`, up to `most` and one more; with the failure, where there is one.
Result<std::string> ReadAll(SourceBytes& bytes, std::size_t most);

// The feed of a file that does not say where it was fetched.
Result<Feed> ReadFeedFile(std::string_view bytes, Instant seen_at);

}  // namespace checkback
