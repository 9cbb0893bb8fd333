// checkback explain: why something is as it is.

#include "answer/explain.h"

#include <memory>
#include <variant>

#include "answer/looks_json.h"
#include "cli/commands.h"
#include "cli/event_reasons_view.h"
#include "cli/explain_question.h"
#include "cli/looks_view.h"
#include "cli/open_book.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/stories_view.h"
#include "cli/told_reason_view.h"
#include "page/url.h"

namespace checkback {
namespace {

struct ShowExplained {
  const Terminal& terminal;

  std::string operator()(const WhyInStory& why) const {
    return ReasonViewOf(why.capture, why.article, why.reason, terminal);
  }
  std::string operator()(const WhySentence& why) const {
    return ReasonViewOf(why.whole, why.reason, terminal);
  }
  std::string operator()(const WhyQuestion& why) const {
    return ExplainedQuestionViewOf(why.whole, why.explained, terminal);
  }
  std::string operator()(const WhyTold& why) const {
    return ToldReasonViewOf(why.whole, why.reason, terminal);
  }
  std::string operator()(const WhyEvents& why) const {
    return EventReasonsViewOf(why.capture, why.article, why.events, terminal);
  }
};

// Why a page that is followed is looked at when it is.
int ExplainLooks(const std::string& url, const Store& store, const Arguments& typed,
                 const Surroundings& surroundings) {
  const Result<LookReason> reason = LookReasonIn(StoreFolder(typed, surroundings), store, url,
                                                 LookBudgetOf(surroundings), surroundings.now);
  if (!reason) {
    Complain(reason.error().what);
    return kExitFailed;
  }
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  return WriteOut(typed.json ? LooksAsJson(*reason, surroundings.now) + '\n'
                             : LooksViewOf(*reason, surroundings.now, terminal))
             ? kExitOk
             : kExitFailed;
}

}  // namespace

int RunExplain(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  if (SplitUrl(typed.inputs.front()))
    return ExplainLooks(typed.inputs.front(), *store, typed, surroundings);
  ExplainRequest request{.id = typed.inputs.front()};
  if (typed.inputs.size() == 2) request.where = typed.inputs[1];
  const Result<Explained> explained = Explain(*store, request);
  if (!explained) {
    Complain(explained.error().what);
    return kExitFailed;
  }
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  return WriteOut(typed.json ? ExplainedAsJson(*explained) + '\n'
                             : std::visit(ShowExplained{terminal}, *explained))
             ? kExitOk
             : kExitFailed;
}

}  // namespace checkback
