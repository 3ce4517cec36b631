// @ts-check
import { inRoot } from '../lib/root.mjs';
import { writeFormatted } from './results.mjs';

/** @typedef {import('./results.mjs').Result} Result */

const TOOLS = ['Evenkeel', 'lftp', 'rclone', 'sftp'];

const ABOUT = [
  '# Benchmarks',
  '',
  'Made by `npm run bench`, which measures all cases, or only those you name, and keeps the latest result of each.',
  '',
  '## Transfers',
  '',
  'A line with a round trip of 40 ms between two network namespaces of one machine (or its loopback, where the table says so), eight ' +
    'connections for every tool, pure-ftpd and OpenSSH from Debian 12. Times are wall time in seconds, including the start of the program; “own” is ' +
    'Evenkeel’s time without it. The ratio compares total times with the fastest other tool. Memory is the peak of Evenkeel’s process, ' +
    'about 85 MB of which is the runtime.',
  '',
  'Evenkeel keeps versions of replaced and deleted files, as it does by default. The other tools do not keep versions, hash what they transfer, ' +
    'wait until it is on disk, or rename files only when they are complete.',
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
    '## Keeping records',
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
