#include "serve/api/export.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

#include "answer/captures_out.h"
#include "serve/api/parameters.h"
#include "serve/site_answers.h"

namespace checkback {
namespace {

struct ExportForm {
  std::string_view segment;  // behind /v1
  CapturesForm form;
  std::string_view type;
};
constexpr ExportForm kForms[] = {
    {"export.jsonl", CapturesForm::kLines, "application/jsonl"},
    {"export.csv", CapturesForm::kTable, "text/csv; charset=utf-8; header=present"},
    {"export.warc.gz", CapturesForm::kArchive, "application/gzip"}};

const ExportForm* FormOf(const std::vector<std::string>& segments) {
  if (segments.size() != 2 || segments[0] != "v1") return nullptr;
  for (const ExportForm& form : kForms)
    if (form.segment == segments[1]) return &form;
  return nullptr;
}

// The id of the last capture of a page, where more follow it; "" where none do.
Result<std::string> LastBeforeMore(const Store& store, const CapturesWanted& wanted) {
  const auto captures = store.CapturesAfter(wanted.after, wanted.most + 1);
  if (!captures) return Fail(captures.error());
  return captures->size() > wanted.most ? (*captures)[wanted.most - 1].id : std::string();
}

}  // namespace

std::shared_ptr<void> ExportTurns::Take() {
  // One of the pointers is ours.
  if (running_.use_count() > static_cast<long>(kMostExports)) return nullptr;
  return running_;
}

bool IsExport(const std::vector<std::string>& segments) {
  return FormOf(segments) != nullptr;
}

Result<WebResponse> ExportAnswer(const WebTarget& target, LentStore store, ExportTurns& turns) {
  const ExportForm& form = *FormOf(target.segments);
  CapturesWanted wanted{.form = form.form, .after = std::string(target.Parameter("after"))};
  if (!wanted.after.empty()) {
    const Result<Capture> capture = store->FindCapture(wanted.after);
    if (!capture) return Fail(capture.error());
  }
  WebResponse response{
      200,
      std::string(form.type),
      "",
      {{"Content-Disposition", fmt::format("attachment; filename=\"checkback{}\"",
                                           form.segment.substr(form.segment.find('.')))},
       {"Cache-Control", "no-store"}}};
  if (!target.Parameter("limit").empty()) {
    const Result<std::size_t> limit = LimitOf(target, kMostOfExport, kMostOfExport);
    if (!limit) return Fail(limit.error());
    wanted.most = *limit;
    const Result<std::string> last = LastBeforeMore(*store, wanted);
    if (!last) return Fail(last.error());
    if (!last->empty()) response.headers.emplace_back("Link", NextLink(target, "after", *last));
  }
  std::shared_ptr<void> turn = turns.Take();
  if (!turn) {
    WebResponse busy = Refusal("/v1", 503, "Enough exports run. Try again in a minute.");
    busy.headers.emplace_back("Retry-After", "60");
    return busy;
  }
  response.write = [turn = std::move(turn), wanted = std::move(wanted),
                    lent = std::make_shared<LentStore>(std::move(store))](
                       const std::function<bool(std::string_view)>& take) {
    return WriteCaptures(**lent, wanted, take);
  };
  return response;
}

}  // namespace checkback
