// A question as answers are looked for: the words that are asked, who is asked about, what stood
// around, and who would not tell.
//
//   "The feed boat sails on Tuesdays. Ms Halloran would not say whether it would sail in spring."
//   asked {sail spring}; context {feed boat tuesday}; silent {halloran}; a yes or a no

#pragma once

#include "reading/questions.h"
#include "story/told/answer_words.h"
#include "story/told/told.h"

namespace checkback {

struct AskedWords {
  QuestionKind kind = QuestionKind::kWhether;
  AnswerType wants = AnswerType::kPolarity;
  HeldWords words;           // what is asked, with the names of those it asks about
  HeldWords asked;           // as it is printed
  HeldWords plain;           // of those, that are of no name of the article
  HeldWords named;           // whom it asks about
  HeldWords act, arguments;  // of its statement: the word for the act, who acts, to whom or what
  HeldWords beside;          // the rest of the sentence that asks
  HeldWords context;         // the sentence before, of the first the headline; without those above
  HeldWords sentence, sentence_pairs;  // of the sentence that asks
  HeldWords silent;                    // words for those who do not tell
  bool asks_not = false;               // "whether he would not go"
  bool is_ahead = false;               // of what is to come: "whether he would go"
  bool is_sentence = false;            // asked with a question mark
};

// Of `question` in `telling`, which opened it. Linear in the article.
AskedWords AskedWordsOf(const Telling& telling, const StoryQuestion& question);

}  // namespace checkback
