#include "cre2.h"

#include <re2/re2.h>

#include <memory>
#include <vector>

struct cre2_regex {
  std::unique_ptr<re2::RE2> re;
};

cre2_regex *cre2_new(const char *pattern, size_t length, bool dot_matches_newline) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_dot_nl(dot_matches_newline);
  // Go's regexp takes programs of up to 128 MB; RE2's default budget of 8 MB would refuse some that servers accept, such
  // as long counted repetitions of Unicode classes. Still a bound for hostile patterns.
  options.set_max_mem(64 << 20);
  if (pattern == nullptr) pattern = "";
  auto *out = new cre2_regex;
  out->re = std::make_unique<re2::RE2>(re2::StringPiece(pattern, length), options);
  return out;
}

void cre2_delete(cre2_regex *regex) { delete regex; }

const char *cre2_error(const cre2_regex *regex) { return regex->re->ok() ? nullptr : regex->re->error().c_str(); }

size_t cre2_error_argument(const cre2_regex *regex, const char **argument) {
  const std::string &arg = regex->re->error_arg();
  *argument = arg.data();
  return arg.size();
}

bool cre2_full_match(const cre2_regex *regex, const char *text, size_t length) {
  return regex->re->ok() && re2::RE2::FullMatch(re2::StringPiece(text, length), *regex->re);
}

bool cre2_partial_match(const cre2_regex *regex, const char *text, size_t length) {
  return regex->re->ok() && re2::RE2::PartialMatch(re2::StringPiece(text, length), *regex->re);
}

bool cre2_find(const cre2_regex *regex, const char *text, size_t length, size_t start, int *spans, int count) {
  if (!regex->re->ok()) return false;
  // An empty match must have an address to be told from a group that took no part.
  if (text == nullptr) text = "";
  std::vector<re2::StringPiece> groups(count);
  const re2::StringPiece whole(text, length);
  if (!regex->re->Match(whole, start, length, re2::RE2::UNANCHORED, groups.data(), count)) return false;
  for (int i = 0; i < count; i++) {
    spans[2 * i] = groups[i].data() ? static_cast<int>(groups[i].data() - text) : -1;
    spans[2 * i + 1] = groups[i].data() ? static_cast<int>(groups[i].data() - text + groups[i].size()) : -1;
  }
  return true;
}
