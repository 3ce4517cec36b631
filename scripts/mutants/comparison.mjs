// @ts-check
import { engine, sync } from './mutant.mjs';

/** How the two sides are compared with each other and with the baseline (S10). @type {readonly import('./mutant.mjs').Mutant[]} */
export const COMPARISON = [
  {
    breaks: 'S10',
    what: 'times have to be the same to the millisecond',
    file: 'src/shared/entry/times.ts',
    from: 'export const TIME_TOLERANCE_MS = 2000;',
    to: 'export const TIME_TOLERANCE_MS = 0;',
    tests: [sync('base/entry-comparison.test.ts'), ...engine('servers/clocks')],
  },
  {
    breaks: 'S10',
    what: 'a coarse listing is taken at its word',
    file: 'src/shared/entry/times.ts',
    from: 'Math.max(TIME_TOLERANCE_MS, local.precisionMs, remote.precisionMs)',
    to: 'Math.max(TIME_TOLERANCE_MS, Math.min(local.precisionMs, remote.precisionMs))',
    tests: [sync('base/entry-comparison.test.ts'), ...engine('servers/clocks')],
  },
  {
    breaks: 'S10',
    what: 'each side is held against the other half of the baseline',
    file: sync('decide/classify.ts'),
    from: 'sameBy(comparison, entry, record.sides[side]) &&',
    to: "sameBy(comparison, entry, record.sides[side === 'local' ? 'remote' : 'local']) &&",
    tests: engine('servers/clocks'),
  },
  {
    breaks: 'S10',
    what: 'a change of the clock is believed without reading a file',
    file: sync('scan/clock-watch.ts'),
    from: "if ((await compareContent(targets, path, true, signal)) !== 'same') return undefined;",
    to: 'if ((await compareContent(targets, path, true, signal)) === undefined) return undefined;',
    tests: engine('servers/clocks'),
  },
  {
    breaks: 'the first sync',
    what: 'files left as they differ are two new ones in the next run',
    file: sync('decide/classify.ts'),
    from: "if (record.kind === 'apart') return entry === undefined ? 'missing' : 'existing';",
    to: "if (record.kind === 'apart') return entry === undefined ? 'missing' : 'new';",
    tests: engine('promises/first-sync'),
  },
];
