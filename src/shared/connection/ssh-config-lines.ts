/** A line of an ssh_config(5) that says something. */
export interface ConfigLine {
  /** In lower case: it counts in any. */
  readonly keyword: string;
  /** At least one. */
  readonly values: readonly [string, ...string[]];
}

/**
 * The lines of an ssh_config(5) in their order, without comments and those that say nothing: `Keyword value "another value"` or
 * `Keyword=value`. Never throws, and reads each line in one go: anybody may have written the file.
 */
export function configLines(text: string): readonly ConfigLine[] {
  return text.split(/\r?\n/).flatMap((whole) => {
    const line = whole.trim();
    const keyword = /^[^\s=]+/.exec(line)?.[0] ?? '';
    if (keyword === '' || keyword.startsWith('#')) return [];
    const [value, ...others] = valuesIn(line.slice(keyword.length).replace(/^\s*=?/, ''));
    return value === undefined ? [] : [{ keyword: keyword.toLowerCase(), values: [value, ...others] }];
  });
}

function valuesIn(text: string): readonly string[] {
  const values: string[] = [];
  for (const [whole, quoted] of text.matchAll(/"([^"]*)"|\S+/g)) {
    // OpenSSH takes what follows for a comment.
    if (whole.startsWith('#')) break;
    values.push(quoted ?? whole);
  }
  return values;
}
