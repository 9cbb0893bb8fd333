// checkback copies: who else carries the text of an article.

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/copies_view.h"
#include "cli/open_store.h"
#include "cli/output.h"

namespace checkback {
namespace {

// The capture of that id, or the newest version of the page at that address.
Result<Capture> CaptureNamed(const Store& store, const std::string& word) {
  if (LooksLikeCaptureId(word)) return store.FindCapture(word);
  Result<std::vector<PageVersion>> versions = store.VersionsOf(word);
  if (!versions) return Fail(versions.error());
  if (versions->empty()) return Fail(Errc::kNotFound, fmt::format("{} was never seen", word));
  return std::move(versions->back().capture);
}

Result<ShownCopies> CopiesNamed(const Store& store, const std::string& word) {
  Result<Capture> capture = CaptureNamed(store, word);
  if (!capture) return Fail(capture.error());
  Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  Result<CopiesFound> found = store.CopiesOf(*capture);
  if (!found) return Fail(found.error());
  return ShownCopies{std::move(*capture), std::move(*article), std::move(*found)};
}

}  // namespace

int RunCopies(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  const Result<ShownCopies> shown = CopiesNamed(*store, typed.inputs.front());
  if (!shown) {
    Complain(shown.error().what);
    return kExitFailed;
  }
  const std::string told =
      typed.json ? CopiesAsJson(*shown) + '\n'
                 : CopiesViewOf(*shown, DescribeTerminal(surroundings.terminal, typed.color));
  return WriteOut(told) ? kExitOk : kExitFailed;
}

}  // namespace checkback
