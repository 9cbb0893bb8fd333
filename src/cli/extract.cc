// checkback extract: the articles of many pages, as JSON Lines.

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/usage.h"
#include "text/memory.h"

namespace checkback {
int RunExtract(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<AnswerOptions> options = OptionsOrComplain(typed, surroundings.now);
  if (!options) return kExitUsage;
  options->file_urls = true;
  KeepMemoryOfPages();

  InputReader inputs(typed.inputs,
                     typed.jsonl ? InputReader::Kind::kJsonLines : InputReader::Kind::kAsItLooks);
  if (!typed.warc.empty()) inputs.AddArchive(typed.warc);
  bool taken = true;
  const PipelineEnds ends = {
      .write = [&](std::string_view bytes) { return taken = WriteOut(bytes); },
      .complain = Complain,
      .answer = [&](Input& input) { return AnswerOf(input, *options, JsonOf::kExtracted); },
  };
  const Tally tally = AnswerInOrder(inputs, ends, typed.threads > 0 ? typed.threads : CoresToUse());
  if (!taken) return kExitFailed;
  for (const std::string& note : inputs.notes()) Complain(note);
  return tally.failed > 0 ? kExitPartly : kExitOk;
}

}  // namespace checkback
