// What an element is called: the words in its class, id, role and the like, as trades.
//
//   <div class="post-body u-mb2" id="storyText">  ->  body, article
//
// The words stand in rules/class_words.txt, a trade a line.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "article/tree/tree.h"

namespace checkback {

// A set of trades; bit n is line n of the table.
using Trades = std::uint64_t;

class ClassWords {
 public:
  // The table of the tree, read once. Safe to call from many threads.
  static const ClassWords& Builtin();

  explicit ClassWords(std::string_view table);

  // How many trades there are; at most 64.
  std::size_t size() const { return names_.size(); }
  const std::string& name(std::size_t trade) const { return names_[trade]; }
  // The bit of a trade by name; 0 for an unknown one.
  Trades Bit(std::string_view name) const;

  // The trades of one part of an attribute, in lower case: "body", "relatedposts".
  Trades OfPart(std::string_view part) const;

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, Trades> words_;
  struct Stem {
    std::string letters;
    Trades trades;
  };
  // By their first two letters, so that a part is gone through once.
  std::vector<std::vector<Stem>> stems_;
};

// Looks up the elements of one page; remembers the parts it has seen, so it is scratch of
// one thread.
class TradesOfElements {
 public:
  TradesOfElements(const Tree& tree, const ClassWords& words) : tree_(tree), words_(words) {}
  Trades Of(NodeIndex element);

 private:
  Trades OfAttribute(std::string_view value);
  Trades OfPart(std::string_view part);

  const Tree& tree_;
  const ClassWords& words_;
  std::unordered_map<std::string_view, Trades> attributes_;  // views into the tree
  std::unordered_map<std::string, Trades> parts_;
};

}  // namespace checkback
