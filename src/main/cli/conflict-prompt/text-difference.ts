/** Lines that are shown before and after what differs. */
const CONTEXT = 3;
/** A table of more cells than this would take too long to fill. */
const CELLS_AT_MOST = 16_000_000;

/**
 * How `before` differs from `after`, line by line: `-` what only `before` has, `+` what only `after` has, and a little of what
 * both have around it. `undefined` where there is too much of both to compare.
 */
export function textDifference(before: string, after: string): readonly string[] | undefined {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const middle = { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) };
  if ((middle.a.length + 1) * (middle.b.length + 1) > CELLS_AT_MOST) return undefined;
  const lines = [
    ...a.slice(0, start).map((line) => `  ${line}`),
    ...differing(middle.a, middle.b),
    ...a.slice(a.length - end).map((line) => `  ${line}`),
  ];
  return shortened(lines);
}

/** By the longest common subsequence of lines: `table[i][j]` is its length from `a[i]` and `b[j]` on. */
function differing(a: readonly string[], b: readonly string[]): readonly string[] {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i] ?? ''}`);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${a[i] ?? ''}`);
      i += 1;
    } else {
      lines.push(`+ ${b[j] ?? ''}`);
      j += 1;
    }
  }
  return lines;
}

/** Leaves out what both have, but for a little around what differs. */
function shortened(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let gap = false;
  for (const [index, line] of lines.entries()) {
    const near = lines
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some((other) => !other.startsWith('  '));
    if (near) {
      if (gap) kept.push('...');
      gap = false;
      kept.push(line);
    } else gap = kept.length > 0;
  }
  return kept;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
