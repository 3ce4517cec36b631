import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../shared/run/run.js';
import { TextReporter } from './text-reporter.js';
import { Screen } from './screen.js';
import { PLAIN } from './terminal-text.js';

/** A reporter whose clock goes on by a second with each event, and what it has written. */
function reporter({ progress, terminal }: { readonly progress: boolean; readonly terminal: boolean }) {
  const written: string[] = [];
  let nowMs = 0;
  const now = (): number => nowMs;
  const out = { write: (text: string) => void written.push(text), isTerminal: terminal, columns: 80 };
  const people = new TextReporter({
    screen: new Screen({ out, err: out, now }),
    level: 3,
    paint: { out: PLAIN, err: PLAIN },
    progress,
    now,
  });
  return {
    written,
    report: (event: EngineEvent) => {
      nowMs += 1000;
      people.event(event);
    },
  };
}

const NONE = { itemsDone: 0, itemsTotal: 2, bytesDone: 0, bytesTotal: 2000 };
const STARTED: EngineEvent = {
  kind: 'run-started',
  runId: 'r',
  dryRun: false,
  progress: NONE,
};
const transferred = (path: string, bytesDone: number): EngineEvent => ({
  kind: 'transfer-progress',
  transfer: { path, to: 'remote', bytesDone, bytesTotal: 1000 },
});
const finished = (path: string): EngineEvent => ({
  kind: 'item-finished',
  item: {
    path,
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'done' },
    bytes: 1000,
  },
  progress: { ...NONE, itemsDone: 1, bytesDone: 1000 },
});

describe('the progress of a run', () => {
  it('counts what has been transferred of files that are under way', () => {
    const { report, written } = reporter({ progress: false, terminal: true });
    for (const event of [STARTED, transferred('a', 500), transferred('b', 250)]) report(event);
    expect(written.at(-1)).toContain('18 %, 0 of 2 items, 750 B of 2.0 kB, 375 B/s, 0:04 left  b');
    report(finished('a'));
    expect(written.at(-1)).toContain('56 %, 1 of 2 items, 1.3 kB of 2.0 kB, 417 B/s, 0:02 left  b');
    report(transferred('b', 1000));
    expect(written.at(-1)).toContain('75 %, 1 of 2 items, 2.0 kB of 2.0 kB');
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('with --progress (%s) is a line every five seconds where nobody looks', (progress, lines) => {
    const { report, written } = reporter({ progress, terminal: false });
    report(STARTED);
    for (let bytes = 100; bytes <= 900; bytes += 100) report(transferred('a', bytes));
    expect(written).toHaveLength(lines);
    for (const text of written) expect(text).toMatch(/^12 %, 0 of 2 items, 500 B of 2\.0 kB, .* a\n$/);
  });
});
