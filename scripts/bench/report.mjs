// @ts-check
import { writeFile } from 'node:fs/promises';
import { inRoot } from '../lib/root.mjs';
import { barChart } from './chart.mjs';
import { writeFormatted } from './results.mjs';
import { WHY } from './why.mjs';

/** @typedef {import('./results.mjs').Result} Result */

const TOOLS = ['Evenkeel', 'lftp', 'rclone', 'sftp'];
const NUMBERS = ['automatic', '6 connections'];
const LOCAL_TOOLS = ['Evenkeel', 'rsync', 'rsync --fsync', 'find'];

/** The case whose figures are about how times grow. */
const GROWTH = 'growth';

const ABOUT = [
  '# Benchmarks',
  '',
  'Made by `npm run bench`, which measures all cases, or only those you name, and keeps the latest result of each.',
  '',
  '## Transfers',
  '',
  'A line with a round trip of 40 ms between two network namespaces of one machine (unless the table names another one, or the loopback), eight ' +
    'connections for every tool, pure-ftpd (unless the table names another server) and OpenSSH from Debian 12. Times are wall time in seconds, including the start of the program; “own” is ' +
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
  const growing = sorted.filter(({ name }) => name === GROWTH);
  const others = sorted.filter(({ name }) => name !== GROWTH);
  const remote = others.filter(({ group, figures }) => group === 'line' && !isAboutNumber(figures));
  const number = others.filter(({ group, figures }) => group === 'line' && isAboutNumber(figures));
  const local = others.filter(({ group }) => group === 'local');
  const text = [
    ...ABOUT,
    ...beside(remote, TOOLS),
    '',
    '![Seconds of each tool, case by case](benchmarks-transfers.svg)',
    '',
    ...section(number, '## Number of connections', 'benchmarks-connections.svg', [
      'Evenkeel with the 6 connections that it begins with, and with as many, up to 16, as turn out to be faster. The ratio is that of the second to ' +
        'the first.',
      '',
      ...beside(number, NUMBERS),
    ]),
    ...section(local, '## On this computer', 'benchmarks-local.svg', [
      'From one folder to another on the same disk. Evenkeel waits until each new file and its name are on the disk, hashes what it copies, and keeps ' +
        'what it replaces; rsync does so only where its name says `--fsync`, and then not for names.',
      '',
      ...beside(local, LOCAL_TOOLS),
    ]),
    '## Keeping records',
    '',
    ...remembering(others),
    '',
    '![Seconds of each step, case by case](benchmarks-records.svg)',
    '',
    ...section(growing, '## Growth', 'benchmarks-growth.svg', [
      'Seconds with both sides in sync, as the number of entries grows; the exponent is the power of that number with which the time grows, fitted to all ' +
        'columns. The aim is 1.05 at most. Small numbers are over in no time, so that what is the same for all of them weighs on the first columns.',
      '',
      ...growth(growing),
    ]),
    '## The window',
    '',
    'Milliseconds from a click or key to the frame that follows from it, the middle one of three times; in brackets how many times that is what ' +
      '10,000 rows took in the same run. The aim is 100 ms with 100,000 rows, and no frame over 32 ms when scrolling.',
    '',
    ...answering(others),
    '',
    ...(windowBars(others).length > 0
      ? ['![Milliseconds until each answer, case by case](benchmarks-window.svg)', '']
      : []),
    '## Start and idle',
    '',
    'Beside a window of Electron with one button and nothing else, in the same run: the middle of seven starts in turns, and the processes of both ' +
      'while nobody does anything. Memory that processes share is counted once. The aim is 1.2 times as much at most.',
    '',
    ...besideBare(others),
    '',
    'The load is how many programs wanted to run on the machine at once, in the mean of the quarter of an hour before the end of the measurement.',
    '',
    ...places(sorted),
    '',
  ];
  await writeFormatted(inRoot('docs', 'benchmarks.md'), text.join('\n'));
  /** @type {readonly (readonly [string, string, readonly import('./chart.mjs').BarGroup[]])[]} */
  const charts = [
    ['transfers', 'Transfers', toolBars(remote, TOOLS)],
    ['connections', 'Number of connections', toolBars(number, NUMBERS)],
    ['local', 'On this computer', toolBars(local, LOCAL_TOOLS)],
    ['records', 'Keeping records', recordBars(others)],
    ['growth', 'Growth', recordBars(growing)],
    ['window', 'The window', windowBars(others)],
  ];
  for (const [name, title, bars] of charts) {
    if (bars.length > 0) await writeFile(inRoot('docs', `benchmarks-${name}.svg`), barChart(title, bars));
  }
}

/**
 * A part of the page with its chart; nothing where nothing has been measured yet.
 * @param {readonly Result[]} results
 * @param {string} title
 * @param {string} chart
 * @param {readonly string[]} content
 */
function section(results, title, chart, content) {
  if (results.length === 0) return [];
  return [title, '', ...content, '', `![Seconds, case by case](${chart})`, ''];
}

/** @param {Result['figures']} figures */
function isAboutNumber(figures) {
  return figures.kind === 'line' && NUMBERS.some((name) => name in figures.seconds);
}

/**
 * @param {readonly Result[]} results
 * @param {readonly string[]} tools
 * @returns {readonly import('./chart.mjs').BarGroup[]}
 */
export function toolBars(results, tools) {
  return results.flatMap(({ figures }) => {
    if (figures.kind !== 'line') return [];
    const bars = tools.flatMap((tool) => {
      const seconds = figures.seconds[tool];
      return seconds === undefined ? [] : [{ name: tool, value: seconds, label: `${inSeconds(seconds)} s` }];
    });
    return [{ title: figures.title, bars }];
  });
}

/**
 * What is measured in seconds; memory and shares are in the table only.
 * @param {readonly Result[]} results
 * @returns {readonly import('./chart.mjs').BarGroup[]}
 */
export function recordBars(results) {
  return results.flatMap(({ figures }) => {
    if (figures.kind !== 'state') return [];
    const bars = Object.entries(figures.figures).flatMap(([name, value]) =>
      /, MB$|%|exponent$/.test(name) ? [] : [{ name, value, label: `${value.toFixed(2)} s` }],
    );
    return [{ title: figures.title, bars }];
  });
}

/**
 * @param {readonly Result[]} results
 * @returns {readonly import('./chart.mjs').BarGroup[]}
 */
export function windowBars(results) {
  return results.flatMap(({ figures }) => {
    if (figures.kind !== 'window') return [];
    const bars = Object.entries(figures.ms).map(([name, value]) => ({
      name,
      value,
      label: `${value.toFixed(0)} ms`,
    }));
    return [{ title: figures.title, bars }];
  });
}

/**
 * A table of what the tools took, and below it why, where Evenkeel is not ahead.
 * @param {readonly Result[]} results
 * @param {readonly string[]} tools
 */
function beside(results, tools) {
  const heads = ['case', ...tools, 'own', 'ratio', 'to reach', 'memory', 'load', 'measured', 'version'];
  const rows = results.flatMap(({ figures, load, measured, version }) => {
    if (figures.kind !== 'line') return [];
    const { title, seconds, ownSeconds, ratio, reach, peakBytes } = figures;
    const times = tools.map((tool) => inSeconds(seconds[tool]));
    const told = [inSeconds(ownSeconds), ratio?.toFixed(2) ?? '', reach, inMb(peakBytes)];
    return [[title, ...times, ...told, inLoad(load), measured, version]];
  });
  const behind = results.flatMap(({ name, figures }) => {
    const why = figures.kind === 'line' && (figures.ratio ?? 0) > 1 ? WHY[name] : undefined;
    return figures.kind === 'line' && why !== undefined ? [`- ${figures.title}: ${why}`] : [];
  });
  return [
    ...table(heads, rows),
    ...(behind.length > 0 ? ['', 'Where Evenkeel is not ahead:', '', ...behind] : []),
  ];
}

/** @param {readonly Result[]} results */
function remembering(results) {
  const rows = results.flatMap(({ figures, load, measured, version }) => {
    if (figures.kind !== 'state') return [];
    const shown = Object.entries(figures.figures).map(([what, value]) => `${what} ${value.toFixed(2)}`);
    return [[figures.title, shown.join('; '), inLoad(load), measured, version]];
  });
  return table(['case', 'seconds, unless it says otherwise', 'load', 'measured', 'version'], rows);
}

/** @param {readonly Result[]} results */
function growth(results) {
  return results.flatMap(({ figures, load, measured, version }) => {
    if (figures.kind !== 'state') return [];
    const named = Object.entries(figures.figures).map(([name, value]) => {
      const [step = '', column = ''] = name.split(/, (?=\d|exponent)/);
      return { step, column, value };
    });
    const columns = [...new Set(named.map(({ column }) => column))].filter((column) => column !== '');
    const steps = [...new Set(named.filter(({ column }) => column !== '').map(({ step }) => step))];
    const rows = steps.map((step) => [
      step,
      ...columns.map((column) => {
        const value = named.find((one) => one.step === step && one.column === column)?.value;
        return value?.toFixed(column === 'exponent' ? 2 : 3) ?? '';
      }),
      inLoad(load),
      measured,
      version,
    ]);
    return table(['step', ...columns, 'load', 'measured', 'version'], rows);
  });
}

/** @param {readonly Result[]} results */
function answering(results) {
  const cases = results.flatMap(({ figures, load, measured, version }) =>
    figures.kind === 'window' ? [{ ...figures, load, measured, version }] : [],
  );
  const what = [...new Set(cases.flatMap(({ ms }) => Object.keys(ms)))];
  const rows = cases.map(({ title, ms, ratios, load, measured, version }) => [
    title,
    ...what.map((name) => `${ms[name]?.toFixed(0) ?? ''} (× ${ratios[name]?.toFixed(1) ?? ''})`),
    inLoad(load),
    measured,
    version,
  ]);
  return table(['case', ...what, 'load', 'measured', 'version'], rows);
}

/** @param {readonly Result[]} results */
function besideBare(results) {
  const rows = results.flatMap(({ figures, load, measured, version }) => {
    if (figures.kind !== 'bare') return [];
    const { title, unit, evenkeel, bare, ratio } = figures;
    const shown = [evenkeel, bare].map((value) => `${value.toFixed(0)} ${unit}`);
    return [[title, ...shown, ratio.toFixed(2), inLoad(load), measured, version]];
  });
  return table(['case', 'Evenkeel', 'bare', 'ratio', 'load', 'measured', 'version'], rows);
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

/** @param {number | undefined} bytes */
function inMb(bytes) {
  return bytes === undefined ? '' : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** @param {number | undefined} load */
function inLoad(load) {
  return load?.toFixed(1) ?? '';
}
