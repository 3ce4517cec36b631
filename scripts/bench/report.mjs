// @ts-check
import { inRoot } from '../lib/root.mjs';
import { writeFormatted } from './results.mjs';

/** @typedef {import('./results.mjs').Result} Result */

const TOOLS = ['Evenkeel', 'lftp', 'rclone', 'sftp'];

const ABOUT = [
  '# Benchmarks',
  '',
  'Made by `npm run bench`, which measures everything, or the cases that are named behind it, and keeps the newest of each.',
  '',
  '## Transfers',
  '',
  'A line of 40 ms there and back between two network namespaces of one machine (and its loopback where the table says so), eight ' +
    'connections for every tool, pure-ftpd and OpenSSH of Debian 12. Seconds are wall time, the start of the program included; “own” is ' +
    'Evenkeel’s without it. The ratio is that of the whole times, to the fastest of the others. The memory is the most that Evenkeel’s process ' +
    'held, about 85 MB of which are the runtime that it starts with.',
  '',
  'Evenkeel keeps what it replaces and deletes, as it does by itself. The others neither do that, nor take the hash of what they transfer, nor ' +
    'wait until the disk has it, nor give a file its name only when it is whole.',
  '',
];

/**
 * Writes what was measured as a page.
 * @param {readonly Result[]} results
 * @param {readonly string[]} order names of cases, as they come in the tables
 */
export async function writeBenchmarks(results, order) {
  const place = (/** @type {Result} */ { name }) =>
    order.includes(name) ? order.indexOf(name) : order.length;
  const sorted = [...results].sort((one, other) => place(one) - place(other));
  const text = [
    ...ABOUT,
    ...transfers(sorted),
    '',
    '## Remembering',
    '',
    ...remembering(sorted),
    '',
    ...places(sorted),
    '',
  ];
  await writeFormatted(inRoot('docs', 'benchmarks.md'), text.join('\n'));
}

/** @param {readonly Result[]} results */
function transfers(results) {
  const heads = ['case', ...TOOLS, 'own', 'ratio', 'to reach', 'memory', 'measured', 'version'];
  const rows = results.flatMap(({ figures, measured, version }) => {
    if (figures.kind !== 'line') return [];
    const { title, seconds, ownSeconds, ratio, reach, peakBytes } = figures;
    const times = TOOLS.map((tool) => inSeconds(seconds[tool]));
    return [
      [
        title,
        ...times,
        inSeconds(ownSeconds),
        ratio?.toFixed(2) ?? '',
        reach,
        inMb(peakBytes),
        measured,
        version,
      ],
    ];
  });
  return table(heads, rows);
}

/** @param {readonly Result[]} results */
function remembering(results) {
  const rows = results.flatMap(({ figures, measured, version }) => {
    if (figures.kind !== 'state') return [];
    const shown = Object.entries(figures.figures).map(([what, value]) => `${what} ${value.toFixed(2)}`);
    return [[figures.title, shown.join('; '), measured, version]];
  });
  return table(['case', 'seconds, unless it says otherwise', 'measured', 'version'], rows);
}

/** @param {readonly Result[]} results */
function places(results) {
  const all = new Set(results.map(({ machine, tools }) => `${machine}; ${tools}`));
  return [`Measured on ${[...all].join(', and on ')}. Times are in UTC.`];
}

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
function table(heads, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

/** @param {number | undefined} seconds */
function inSeconds(seconds) {
  return seconds?.toFixed(1) ?? '';
}

/** @param {number} bytes */
function inMb(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
