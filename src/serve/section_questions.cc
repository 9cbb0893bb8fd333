// What is open, then what was answered.

#include <set>

#include "serve/story_sections.h"

namespace checkback {

void PutQuestion(const WholeStory& whole, const StoryQuestion& question, const Asked& asked,
                 Html& html) {
  html.Put(
      "<li id=\"q-{}\" class=\"question {}\"><p>{}</p><p class=\"ours\"><span class=\"state "
      "{}\">{}</span> {}",
      question.id, NameOf(question.state), LinkedQuestion(whole, question, asked),
      NameOf(question.state), NameOf(question.state),
      PrintedBy(whole, question.opened.capture, asked));
  std::set<std::string_view> others;
  for (const Passage& passage : question.asked_again)
    others.insert(whole.story.captures[passage.capture].outlet);
  if (!question.asked_again.empty())
    html.Put("; raised again {} by {}", CountOf(question.asked_again.size(), "time", "times"),
             CountOf(others.size(), "outlet", "outlets"));
  if (question.state == QuestionState::kOpen)
    html.Put("; first {}",
             AgoOf(whole.story.captures[question.opened.capture].capture.seen_at, asked.now));
  html.Put("</p>");
  if (question.answer) {
    html.Put("<div class=\"answer\"><p>{}</p><p class=\"ours\">{}{}</p></div>",
             LinkedWords(whole, *question.answer, asked),
             PrintedBy(whole, question.answer->capture, asked),
             question.outcome.empty() ? Html() : Html().Put(" <b>{}</b>", question.outcome));
  }
  html.Put("</li>\n");
}

void PutQuestions(const WholeStory& whole, const Asked& asked, Html& html) {
  if (whole.told.questions.empty()) return;
  const auto put_list = [&](bool open) {
    html.Put("<ul class=\"questions\">\n");
    for (auto question = whole.told.questions.rbegin(); question != whole.told.questions.rend();
         ++question)
      if ((question->state == QuestionState::kOpen) == open)
        PutQuestion(whole, *question, asked, html);
    html.Put("</ul>");
  };
  std::size_t open = 0;
  for (const StoryQuestion& question : whole.told.questions)
    open += question.state == QuestionState::kOpen ? 1 : 0;
  html.Put(
      "<section id=\"questions\" aria-labelledby=\"questions-h\"><h2 "
      "id=\"questions-h\">{}</h2>\n",
      open == 0 ? "No question is open" : CountOf(open, "open question", "open questions"));
  if (open > 0) put_list(true);
  if (open < whole.told.questions.size()) {
    html.Put("<h3>Settled</h3>");
    put_list(false);
  }
  html.Put("</section>\n");
}

}  // namespace checkback
