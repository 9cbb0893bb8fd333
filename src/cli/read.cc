// checkback read: one page, for a person or as JSON.

#include <fmt/format.h>

#include "answer/article_json.h"
#include "cli/article_view.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/reading_view.h"
#include "cli/usage.h"

namespace checkback {
namespace {

int ReadLines(const Arguments& typed, const AnswerOptions& options) {
  InputReader inputs(typed.inputs, InputReader::Kind::kJsonLines);
  bool taken = true;
  const PipelineEnds ends = {
      .write = [&](std::string_view bytes) { return taken = WriteOut(bytes); },
      .complain = Complain,
      .answer = [&](Input& input) { return AnswerOf(input, options, JsonOf::kReading); },
  };
  const Tally tally = AnswerInOrder(inputs, ends, typed.threads > 0 ? typed.threads : CoresToUse());
  if (!taken) return kExitFailed;
  return tally.failed > 0 ? kExitPartly : kExitOk;
}

std::string Shown(const Page& page, const Article& article, const Arguments& typed,
                  const AnswerOptions& options, const Terminal& terminal) {
  if (typed.json) {
    const ShowDropped dropped = typed.why ? ShowDropped::kYes : ShowDropped::kNo;
    const ShowWords words = typed.parse ? ShowWords::kYes : ShowWords::kNo;
    return ReadingAsJson(page, article,
                         ReadArticle(article, page.seen_at, options.dictionaries.get()), dropped,
                         words) +
           '\n';
  }
  return ViewOf(page, article, terminal, {.why = typed.why, .seen_now = typed.seen_at.empty()}) +
         ReadingViewOf(article, ReadArticle(article, page.seen_at, options.dictionaries.get()),
                       terminal);
}

}  // namespace

int RunRead(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<AnswerOptions> options = OptionsOrComplain(typed, surroundings.now);
  if (!options) return kExitUsage;
  options->hash = true;
  if (typed.jsonl) return ReadLines(typed, *options);

  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  const bool told = options->format.has_value();
  InputReader inputs(typed.inputs,
                     told ? InputReader::Kind::kPages : InputReader::Kind::kAsItLooks);
  Input input;
  std::size_t shown = 0;
  std::size_t failed = 0;
  while (inputs.Next(input)) {
    const std::string place = input.Place();
    const Result<Page> page = PageOf(input, *options);
    const Result<Article> article =
        page ? ExtractArticle(*page, {.why = typed.why}) : Fail(page.error());
    if (!article) {
      Complain(fmt::format("{}: {}", place, article.error().what));
      ++failed;
      continue;
    }
    if (!WriteOut(Shown(*page, *article, typed, *options, terminal))) return kExitFailed;
    ++shown;
  }
  if (failed == 0) return kExitOk;
  return shown == 0 ? kExitFailed : kExitPartly;
}

}  // namespace checkback
