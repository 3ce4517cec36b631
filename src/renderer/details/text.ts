import { formatItems } from '../../shared/format/plural.js';
import type { EntryClass } from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { Side } from '../../shared/entry/entry.js';
import type { Encoding, LineEnds } from '../../shared/merge/decode.js';

/** What the details say. */
export const detailsText = {
  region: 'Details',
  close: 'Close details',
  side: { local: 'Local', remote: 'Remote' } satisfies Record<Side, string>,
  before: 'At the last sync',

  /** What became of one side’s entry since the last sync; empty where the facts say it. */
  became: {
    missing: '',
    new: 'new',
    unmodified: 'unchanged',
    modified: 'changed',
    deleted: 'deleted',
    existing: '',
  } satisfies Record<EntryClass, string>,

  absent: 'Not there',
  folder: 'A folder',
  unreadable: 'Something that could not be read',
  special: 'A special file',
  linkTo: (target: string) => `A symbolic link to “${target}”`,
  link: {
    elsewhere: 'A symbolic link',
    nowhere: 'A broken symbolic link',
    back: 'A symbolic link that leads back to a folder above it',
  },
  notKnown: 'Not known',
  neverInSync: 'Never in sync',

  toRight: 'Show details on the right',
  toBottom: 'Show details at the bottom',
  resize: 'Resize details',
  busy: 'The contents can be shown when this has finished.',

  difference: {
    compareContents: 'Compare contents',
    showContents: 'Show contents',
    fetches: (size: string) => `Reads ${size}.`,
    fetching: 'Reading…',
    fetched: (done: string, total: string) => `Reading… ${done} of ${total}`,
    opening: 'Opening…',
    tryAgain: 'Try again',
    changedSince: {
      local:
        'The local file has changed since the comparison. This is what it is now; compare again before you decide.',
      remote:
        'The remote file has changed since the comparison. This is what it is now; compare again before you decide.',
    } satisfies Record<Side, string>,
    same: 'Both sides have the same content.',

    encoding: {
      'utf-8': 'UTF-8',
      'utf-8-bom': 'UTF-8 with BOM',
      'utf-16le': 'UTF-16 LE',
      'utf-16be': 'UTF-16 BE',
      'latin-1': 'Latin-1 (guessed)',
    } satisfies Record<Encoding, string>,
    lineEnds: {
      lf: 'LF',
      crlf: 'CRLF',
      cr: 'CR',
      mixed: 'mixed line endings',
      none: '',
    } satisfies Record<LineEnds, string>,
    textOf: { local: 'Local text', remote: 'Remote text' } satisfies Record<Side, string>,
    differences: (count: number) => formatItems(count, 'difference'),
    sameText: 'Same text, written differently',
    /** The editor puts the number in place of the dollar sign. */
    unchangedLines: '$ unchanged lines',
    previous: 'Previous difference',
    next: 'Next difference',
    longText: (limit: string) => `Too long to show as text: more than ${limit}.`,
    readMore: (limit: string) => `Read up to ${limit}`,

    pictures: 'Image',
    drawing: 'Drawing',
    asText: 'Text',
    overlay: 'Slider',
    slider: 'How much of the local image is shown',
    pictureOf: { local: 'Local image', remote: 'Remote image' } satisfies Record<Side, string>,
    pixels: (width: string, height: string) => `${width} × ${height} pixels`,
    sideOf: (side: Side, facts: string) => `${detailsText.side[side]}: ${facts}`,
    broken: 'This image can’t be shown.',

    noText: 'This file isn’t text. These are its first bytes.',
    firstDifference: (byte: string, hex: string) => `The files first differ at byte ${byte} (0x${hex}).`,
    alikeSoFar: (limit: string) => `No difference in the first ${limit}; the rest was not read.`,
    endsBefore: 'The file ends before this.',
    bytesOf: { local: 'Local bytes', remote: 'Remote bytes' } satisfies Record<Side, string>,
  },

  noAnswer: {
    kind: 'other',
    what: 'Evenkeel’s window lost its connection to the app.',
    advice: 'Restart Evenkeel. Finished changes are kept.',
  } satisfies Problem,
} as const;
