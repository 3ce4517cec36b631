import type { Entry } from '../../../../shared/entry/entry.js';
import { fileOfSize, isDots, UNREADABLE, type ListLine } from './list-line.js';

/** Beyond this no clock shows a time: the last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/**
 * Reads one line, in wire form, in the Easily Parsed LIST Format: `+`, facts that are joined by commas, a tab, the name. `undefined` for
 * any other.
 */
export function parseEplfLine(line: string): ListLine | undefined {
  const match = /^\+([^\t]*)\t(.+)$/.exec(line);
  if (match === null) return undefined;
  const [, facts = '', name = ''] = match;
  if (isDots(name)) return { kind: 'folder-itself', withColumn: false };
  return { kind: 'entry', items: [{ name, entry: entryOf(facts.split(',')) }] };
}

function entryOf(facts: readonly string[]): Entry {
  if (facts.includes('/')) return { kind: 'folder' };
  if (!facts.includes('r')) return UNREADABLE;
  const size = valueOf(facts, /^s(\d+)$/);
  const seconds = valueOf(facts, /^m(\d+)$/);
  const isTime = seconds !== undefined && seconds <= LAST_SECOND;
  return fileOfSize(size, { modified: isTime ? { ms: seconds * 1000, precisionMs: 1000 } : undefined });
}

function valueOf(facts: readonly string[], pattern: RegExp): number | undefined {
  const digits = facts.map((fact) => pattern.exec(fact)?.[1]).find((found) => found !== undefined);
  return digits === undefined ? undefined : Number(digits);
}
