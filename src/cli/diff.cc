// checkback diff: what changed between two versions of a page, kept or saved.

#include "article/version/diff.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "answer/diff_json.h"
#include "article/version/version.h"
#include "cli/commands.h"
#include "cli/diff_view.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/usage.h"

namespace checkback {
namespace {

struct Version {
  std::string name;
  bool is_capture = false;
  Instant seen_at{};
  Article article;
};

Result<Version> ReadVersion(const std::string& file, const AnswerOptions& options) {
  InputReader inputs({file}, InputReader::Kind::kPages);
  Input input;
  if (!inputs.Next(input)) return Fail(Errc::kNotFound, "there is no page in it");
  Result<Page> page = PageOf(input, options);
  if (!page) return Fail(page.error());
  Result<Article> article = ExtractArticle(*page);
  if (!article) return Fail(article.error());
  return Version{file, false, page->seen_at, std::move(*article)};
}

Result<Version> KeptVersion(const Store& store, const std::string& id) {
  const Result<Capture> capture = store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  return Version{capture->id, true, capture->seen_at, std::move(*article)};
}

// A word that names a file is a file, whatever it looks like.
bool NamesCapture(const std::string& word) {
  std::error_code wrong;
  return LooksLikeCaptureId(word) && !std::filesystem::exists(word, wrong);
}

}  // namespace

int RunDiff(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<AnswerOptions> options = OptionsOrComplain(typed, surroundings.now);
  if (!options) return kExitUsage;
  std::unique_ptr<Store> store;
  std::vector<Version> versions;
  for (const std::string& word : typed.inputs) {
    const bool kept = NamesCapture(word);
    if (kept && !store) store = OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
    if (kept && !store) return kExitFailed;
    Result<Version> version = kept ? KeptVersion(*store, word) : ReadVersion(word, *options);
    if (!version) {
      Complain(fmt::format("{}: {}", word, version.error().what));
      return kExitFailed;
    }
    versions.push_back(std::move(*version));
  }
  const auto seen = [](const Version& version) {
    return SeenArticle{version.name, version.is_capture, version.seen_at, version.article};
  };
  const SeenArticle was = seen(versions[0]), now = seen(versions[1]);
  const Change change = CompareArticles(was.article, now.article);
  const Diff diff = DiffArticles(was.article, now.article);
  const std::string shown = typed.json
                                ? DiffAsJson(was, now, change, diff) + '\n'
                                : DiffViewOf(was, now, change, diff,
                                             DescribeTerminal(surroundings.terminal, typed.color));
  return WriteOut(shown) ? kExitOk : kExitFailed;
}

}  // namespace checkback
