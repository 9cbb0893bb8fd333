#include "story/told/edit_reason.h"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "story/origins.h"
#include "story/told/content_words.h"
#include "story/told/counted.h"
#include "story/told/notes.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// All three tuned on data/developing.
constexpr std::size_t kValueWords =
    5;  // taken out and put in: up to here a sentence stays the same
constexpr std::size_t kCorrectedWords = 8;  // that one number or name in a note may stand for
constexpr std::size_t kGap = 2;             // bytes between two sentences

using Hashes = std::unordered_set<std::uint64_t>;

class Reasons {
 public:
  Reasons(const Article& was, const Article& now, const Diff& diff)
      : was_(was), now_(now), diff_(diff), sentences_(FindSentences(now.text, now.language)) {
    for (const std::string& note : diff.corrections) {
      for (const ContentWord& word : ContentOf(Words(note, WithoutLabel(note)), now.language).words)
        noted_.insert(word.hash);
    }
  }

  std::vector<EditReason> Find() {
    reasons_.assign(diff_.edits.size(), EditReason::kSilent);
    MarkCorrected();
    MarkUpdates();
    MarkHeadline();
    return std::move(reasons_);
  }

 private:
  // The sentence of the new text in which an edit stands; past the last one for the headline.
  std::size_t SentenceOf(const Edit& edit) const {
    if (edit.what == EditKind::kHeadline) return sentences_.size();
    const auto behind =
        std::upper_bound(sentences_.begin(), sentences_.end(), edit.now.start,
                         [](std::size_t at, const Span& sentence) { return at < sentence.start; });
    return behind == sentences_.begin() ? 0
                                        : static_cast<std::size_t>(behind - sentences_.begin()) - 1;
  }

  std::string_view Before(const Edit& edit) const { return Words(TextOf(was_, edit), edit.was); }
  std::string_view After(const Edit& edit) const { return Words(TextOf(now_, edit), edit.now); }

  // Whether the notes speak of what the edit took out and put in.
  bool IsNoted(const Edit& edit) const {
    const Content before = ContentOf(Before(edit), now_.language);
    const Content after = ContentOf(After(edit), now_.language);
    Hashes old;
    Hashes both;
    for (const ContentWord& word : before.words) old.insert(word.hash);
    for (const ContentWord& word : after.words)
      if (old.contains(word.hash)) both.insert(word.hash);
    std::size_t changed = 0;
    std::size_t noted = 0;
    bool figure = false;
    const auto count = [&](const ContentWord& word) {
      if (both.contains(word.hash)) return;
      ++changed;
      if (!noted_.contains(word.hash)) return;
      ++noted;
      figure = figure || word.is_number || edit.what == EditKind::kName;
    };
    std::for_each(before.words.begin(), before.words.end(), count);
    std::for_each(after.words.begin(), after.words.end(), count);
    return noted > 0 && (noted * 2 >= changed || (figure && changed <= kCorrectedWords));
  }

  // One number for another where neither can be news: an hour of the day, a part of a word
  // ("a four-line statement"), those aboard ("31 people aboard").
  bool IsWhatCannotMove(const Edit& edit) const {
    const std::string_view before = Before(edit), after = After(edit);
    constexpr std::size_t kOfAnHour = 4;  // "1:25 p.m."
    if (before.empty() || after.empty()) return false;
    if (CountWords(before) > kOfAnHour || CountWords(after) > kOfAnHour) return false;
    const std::string_view text = TextOf(now_, edit);
    const std::string_view old_text = TextOf(was_, edit);
    const auto is_number = [&](std::string_view words) {
      const Content content = ContentOf(words, now_.language);
      return content.words.size() == 1 && content.words[0].is_number;
    };
    const auto is_hour = [](std::string_view words) {
      const std::size_t colon = words.find(':');
      return colon != words.npos && colon > 0 && colon + 1 < words.size();
    };
    if (is_hour(before) && is_hour(after)) return true;
    if (!is_number(before) || !is_number(after)) return false;
    const auto is_joined = [](std::string_view in, std::size_t end) {
      return end < in.size() && in[end] == '-';
    };
    if (is_joined(text, edit.now.end) && is_joined(old_text, edit.was.end)) return true;
    constexpr std::size_t kBehind = 24;  // bytes: "31 people aboard"
    return CountsWhatStands(text.substr(edit.now.end, kBehind), now_.language);
  }

  bool IsValue(const Edit& edit) const {
    return CountWords(Before(edit)) + CountWords(After(edit)) <= kValueWords;
  }

  void MarkCorrected() {
    if (noted_.empty()) return;
    std::unordered_set<std::size_t> corrected;  // sentences
    for (std::size_t i = 0; i < diff_.edits.size(); ++i) {
      const Edit& edit = diff_.edits[i];
      if (!IsNoted(edit)) continue;
      reasons_[i] = EditReason::kCorrection;
      if (edit.what != EditKind::kHeadline && !IsWholeSentence(edit))
        corrected.insert(SentenceOf(edit));
    }
    const bool none = std::none_of(reasons_.begin(), reasons_.end(),
                                   [](auto r) { return r == EditReason::kCorrection; });
    for (std::size_t i = 0; i < diff_.edits.size(); ++i) {
      const Edit& edit = diff_.edits[i];
      if (edit.what == EditKind::kDate || edit.what == EditKind::kHeadline) continue;
      // A note in other words: what it corrects is one of the values.
      if (none ? IsValue(edit) : !IsWholeSentence(edit) && corrected.contains(SentenceOf(edit)))
        reasons_[i] = EditReason::kCorrection;
    }
  }

  bool IsWholeSentence(const Edit& edit) const {
    if (edit.what == EditKind::kHeadline || !edit.was.empty() || edit.now.empty()) return false;
    const Span& sentence = sentences_[SentenceOf(edit)];
    return edit.now.start <= sentence.start && edit.now.end >= sentence.end;
  }

  // Sentences put in where others, or the end of the one before, were taken out; also through
  // sentences put in beside them.
  std::vector<bool> FindReplacing() const {
    const std::vector<Edit>& edits = diff_.edits;
    std::vector<bool> replacing(edits.size());
    const auto touches = [&](std::size_t a, std::size_t b) {
      if (edits[a].what == EditKind::kHeadline || edits[b].what == EditKind::kHeadline)
        return false;
      return edits[b].now.start <= edits[a].now.end + kGap &&
             edits[a].now.start <= edits[b].now.end + kGap &&
             (!edits[b].was.empty() || replacing[b]);
    };
    for (std::size_t i = 1; i < edits.size(); ++i) replacing[i] = touches(i, i - 1);
    for (std::size_t i = edits.size(); i-- > 1;)
      replacing[i - 1] = replacing[i - 1] || touches(i - 1, i);
    return replacing;
  }

  // Whether the page writes its text through as the story goes on, in the open.
  bool WritesThrough() const {
    const auto notices = [](const Article& article) {
      return std::count_if(article.blocks.begin(), article.blocks.end(),
                           [](const Block& b) { return b.kind == BlockKind::kNotice; });
    };
    return now_.kind == ArticleKind::kLive || notices(now_) > notices(was_) ||
           !CreditedAgency(now_).empty();
  }

  void MarkUpdates() {
    const bool through = WritesThrough();
    const std::vector<bool> replacing = FindReplacing();
    std::vector<std::size_t> words(sentences_.size() + 1);  // changed, by sentence
    for (const Edit& edit : diff_.edits)
      words[SentenceOf(edit)] += CountWords(Before(edit)) + CountWords(After(edit));
    for (std::size_t i = 0; i < diff_.edits.size(); ++i) {
      const Edit& edit = diff_.edits[i];
      if (reasons_[i] != EditReason::kSilent || edit.what == EditKind::kHeadline) continue;
      const bool put_in = IsWholeSentence(edit);
      const bool written = edit.now.empty()
                               ? through || replacing[i]
                               : words[SentenceOf(edit)] > kValueWords && !IsWhatCannotMove(edit);
      if ((put_in && !replacing[i]) || (written && through)) reasons_[i] = EditReason::kUpdate;
    }
  }

  // The headline goes with the text.
  void MarkHeadline() {
    const bool updates = std::any_of(reasons_.begin(), reasons_.end(),
                                     [](auto r) { return r == EditReason::kUpdate; });
    for (std::size_t i = 0; i < diff_.edits.size(); ++i) {
      if (diff_.edits[i].what == EditKind::kHeadline && updates &&
          reasons_[i] == EditReason::kSilent)
        reasons_[i] = EditReason::kUpdate;
    }
  }

  const Article& was_;
  const Article& now_;
  const Diff& diff_;
  std::vector<Span> sentences_;
  Hashes noted_;
  std::vector<EditReason> reasons_;
};

}  // namespace

std::vector<EditReason> ReasonsOf(const Article& was, const Article& now, const Diff& diff) {
  return Reasons(was, now, diff).Find();
}

EditReason ReasonOf(const Article& was, const Article& now, const Diff& diff) {
  if (!diff.corrections.empty()) return EditReason::kCorrection;
  const std::vector<EditReason> reasons = ReasonsOf(was, now, diff);
  const bool updates =
      std::find(reasons.begin(), reasons.end(), EditReason::kUpdate) != reasons.end();
  return updates ? EditReason::kUpdate : EditReason::kSilent;
}

std::string_view NameOf(EditReason reason) {
  switch (reason) {
    case EditReason::kCorrection:
      return "correction";
    case EditReason::kUpdate:
      return "update";
    case EditReason::kSilent:
      return "silent";
  }
  return "silent";
}

}  // namespace checkback
