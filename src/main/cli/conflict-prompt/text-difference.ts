import { diffArrays } from 'diff';

/** Lines that are shown before and after what differs. */
const CONTEXT = 3;

/** With more changed lines than this, the result would be too long to read, and comparing would take too much memory. */
const CHANGES_AT_MOST = 1000;

/**
 * How `before` differs from `after`, line by line: `-` what only `before` has, `+` what only `after` has, with a few lines of context.
 * `undefined` if there are too many differences.
 */
export function textDifference(before: string, after: string): readonly string[] | undefined {
  const changes = diffArrays([...linesOf(before)], [...linesOf(after)], { maxEditLength: CHANGES_AT_MOST });
  if (changes === undefined) return undefined;
  return shortened(
    changes.flatMap(({ value, added, removed }) => {
      const sign = added ? '+' : removed ? '-' : ' ';
      return value.map((line) => `${sign} ${line}`);
    }),
  );
}

/** Leaves out what both have, but for the context of what differs. */
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
