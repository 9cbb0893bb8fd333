// Who reads a page, and what is remembered of them. For one request.

#pragma once

#include <memory>
#include <string>

#include "serve/reader_book.h"

namespace checkback {

struct Visitor {
  std::string reader;  // its name in the book
  std::string form_key;
  bool by_session = false;  // signed in: can sign out
  std::string unkept;       // why nothing can be remembered; "": it can
  std::shared_ptr<const ReaderNotes> notes = std::make_shared<const ReaderNotes>();
};

}  // namespace checkback
