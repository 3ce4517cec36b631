/**
 * Whether `host` is meant by a list of patterns as ssh_config(5) and sshd(8) have them: `*` and `?` stand for any letters and for
 * one, and a pattern that begins with `!` excludes what it matches.
 */
export function matchesPatterns(host: string, patterns: readonly string[]): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (!matchesGlob(host.toLowerCase(), (negated ? pattern.slice(1) : pattern).toLowerCase())) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** By hand, because a regular expression made of many `*` can take for ever. */
function matchesGlob(text: string, pattern: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[from];
    if (wanted === '*') {
      star = from;
      resume = at;
      from += 1;
    } else if (wanted === '?' || wanted === text[at]) {
      at += 1;
      from += 1;
    } else if (star !== -1) {
      resume += 1;
      at = resume;
      from = star + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(from));
}
