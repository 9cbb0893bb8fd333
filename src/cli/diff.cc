// checkback diff: what changed between two saved versions of a page.

#include "article/version/diff.h"

#include <fmt/format.h>

#include "article/version/version.h"
#include "cli/commands.h"
#include "cli/diff_json.h"
#include "cli/diff_view.h"
#include "cli/output.h"
#include "cli/usage.h"

namespace checkback {
namespace {

struct Version {
  std::string name;
  Page page;
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
  return Version{file, std::move(*page), std::move(*article)};
}

}  // namespace

int RunDiff(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<AnswerOptions> options = OptionsOrComplain(typed, surroundings.now);
  if (!options) return kExitUsage;
  std::vector<Version> versions;
  for (const std::string& file : typed.inputs) {
    Result<Version> version = ReadVersion(file, *options);
    if (!version) {
      Complain(fmt::format("{}: {}", file, version.error().what));
      return kExitFailed;
    }
    versions.push_back(std::move(*version));
  }
  const SeenArticle was = {versions[0].name, versions[0].page, versions[0].article};
  const SeenArticle now = {versions[1].name, versions[1].page, versions[1].article};
  const Change change = CompareArticles(was.article, now.article);
  const Diff diff = DiffArticles(was.article, now.article);
  const std::string shown = typed.json
                                ? DiffAsJson(was, now, change, diff) + '\n'
                                : DiffViewOf(was, now, change, diff,
                                             DescribeTerminal(surroundings.terminal, typed.color));
  return WriteOut(shown) ? kExitOk : kExitFailed;
}

}  // namespace checkback
