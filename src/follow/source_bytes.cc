#include "follow/source_bytes.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kBuffer = 1u << 20;  // holds a page of usual size many times

class Plain : public SourceBytes {
 public:
  Plain(Descriptor file, std::uint64_t at) : file_(std::move(file)), at_(at) {}

  std::string_view Seen() const override {
    return std::string_view(buffer_).substr(begin_, end_ - begin_);
  }
  void Drop(std::size_t bytes) override { begin_ += bytes; }
  WarcPlace Here() const override { return {at_ - (end_ - begin_), 0}; }
  std::uint64_t Reached() const override { return at_; }

  bool More() override {
    if (ended_) return false;
    MakeRoom();
    ssize_t got = 0;
    do {
      got = read(file_.get(), buffer_.data() + end_, buffer_.size() - end_);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
      failure_ = Error{Errc::kIo, std::strerror(errno)};  // NOLINT(concurrency-mt-unsafe)
    ended_ = got <= 0;
    if (ended_) return false;
    end_ += static_cast<std::size_t>(got);
    at_ += static_cast<std::uint64_t>(got);
    return true;
  }

 private:
  void MakeRoom() {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
      // One huge page does not keep its memory for the small ones after it.
      if (buffer_.size() > 16 * kBuffer && end_ < kBuffer) {
        buffer_.resize(kBuffer);
        buffer_.shrink_to_fit();
      }
    }
    if (buffer_.size() - end_ < kBuffer / 4) buffer_.resize(std::max(kBuffer, buffer_.size() * 2));
  }

  Descriptor file_;
  std::uint64_t at_;  // of what is read next
  bool ended_ = false;
  std::string buffer_;  // [begin_, end_) is read and not dropped
  std::size_t begin_ = 0, end_ = 0;
};

class Packed : public SourceBytes {
 public:
  explicit Packed(UnpackedFile file) : file_(std::move(file)) {}

  std::string_view Seen() const override { return seen_; }
  void Drop(std::size_t bytes) override {
    file_.Drop(bytes);
    seen_.remove_prefix(bytes);
  }
  WarcPlace Here() const override { return file_.Here(); }
  std::uint64_t Reached() const override { return file_.Reached(); }

  bool More() override {
    const std::size_t before = seen_.size();
    seen_ = file_.Peek(before + 1);
    if (seen_.size() > before) return true;
    if (file_.failed())
      failure_ = file_.failed();
    else if (!file_.problem().empty())
      failure_ = Error{Errc::kBadInput, file_.problem()};
    return false;
  }

 private:
  UnpackedFile file_;
  std::string_view seen_;
};

}  // namespace

Descriptor::~Descriptor() {
  if (file_ >= 0) close(file_);
}

std::string ReadAt(const Descriptor& file, std::uint64_t offset, std::size_t bytes) {
  std::string seen(bytes, '\0');
  ssize_t got = 0;
  do {
    got = pread(file.get(), seen.data(), bytes, static_cast<off_t>(offset));
  } while (got < 0 && errno == EINTR);
  seen.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return seen;
}

std::unique_ptr<SourceBytes> PlainBytes(Descriptor file, std::uint64_t at) {
  return std::make_unique<Plain>(std::move(file), at);
}

Result<std::unique_ptr<SourceBytes>> PackedBytes(const std::string& path, WarcPlace at) {
  Result<UnpackedFile> file = UnpackedFile::Open(path, at);
  if (!file) return Fail(file.error());
  return std::make_unique<Packed>(std::move(*file));
}

}  // namespace checkback
