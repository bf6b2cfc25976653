#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// A thin C face of RE2, as far as Prometheus, Alertmanager and Loki use regular expressions.

typedef struct cre2_regex cre2_regex;

// Compiles `pattern` (UTF-8, not NUL-terminated). `dot_matches_newline` is what Prometheus 3 compiles with.
// Never NULL; ask `cre2_error`.
cre2_regex *cre2_new(const char *pattern, size_t length, bool dot_matches_newline);
void cre2_delete(cre2_regex *regex);
// NULL when it compiled; otherwise a message that lives as long as the regex.
const char *cre2_error(const cre2_regex *regex);
// Where in the pattern the error's argument stands, and how long it is; length 0 when RE2 does not say.
size_t cre2_error_argument(const cre2_regex *regex, const char **argument);
bool cre2_full_match(const cre2_regex *regex, const char *text, size_t length);
bool cre2_partial_match(const cre2_regex *regex, const char *text, size_t length);
// First match at or after `start`. `spans` takes `2 * count` offsets, -1 for groups that took no part.
bool cre2_find(const cre2_regex *regex, const char *text, size_t length, size_t start, int *spans, int count);

#ifdef __cplusplus
}
#endif

#endif
