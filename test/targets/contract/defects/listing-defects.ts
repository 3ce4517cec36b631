import { listing, naming } from './altered-target.js';
import { unrefused, type Defect } from './defect.js';

export const LISTING: readonly Defect[] = [
  [
    'lists itself among what it holds',
    listing((listed) => [...listed, { name: '.', entry: { kind: 'folder' } }]),
    ['lists an empty folder', 'lists a file with its size, and nothing else'],
  ],
  [
    'lists nothing',
    listing(() => []),
    [
      'lists an empty folder',
      'lists many folders at once, each with what is in it',
      'lists what is in a folder, while others are looked at, made and deleted (S8)',
      'works in nested folders',
    ],
  ],
  [
    'ends a listing after 64 entries without a word',
    listing((listed) => listed.slice(0, 64)),
    ['lists a hundred entries, each once', 'lists ten thousand entries, each once'],
  ],
  [
    'lists no hidden names',
    listing((listed) => listed.filter(({ name }) => !name.startsWith('.'))),
    ['lists files and folders side by side, hidden ones among them'],
  ],
  [
    'lists nothing any more after somebody did not want to know the rest',
    (sound) => {
      let isSpoilt = false;
      return {
        async *list(folder, signal) {
          let isWhole = false;
          try {
            if (!isSpoilt) yield* sound.list(folder, signal);
            isWhole = true;
          } finally {
            isSpoilt ||= !isWhole;
          }
        },
      };
    },
    ['stops listing where nobody wants to know more, and goes on working'],
  ],
  [
    'takes what it cannot list for an empty folder',
    (sound) => ({
      async *list(folder, signal) {
        try {
          yield* sound.list(folder, signal);
        } catch {
          yield [];
        }
      },
    }),
    [
      'rejects the listing of a folder that is not there, rather than taking it for empty (S8)',
      'rejects the listing of a file',
    ],
  ],
  [
    'knows of nothing by its path',
    () => ({ stat: () => Promise.resolve(undefined) }),
    ['says what lies under a path'],
  ],
];

export const NAMES: readonly Defect[] = [
  ...(
    [
      ['trims names', (name) => name.trim(), 'with spaces in them and at their ends'],
      [
        'takes UTF-8 for Latin-1',
        (name) => Buffer.from(name).toString('latin1'),
        'in letters of every script',
      ],
      [
        'knows no sign beyond two bytes',
        (name) => name.replace(/\p{Cs}|[^\0-\uffff]/gu, '?'),
        'with signs that take four bytes',
      ],
      ['composes letters', (name) => name.normalize('NFC'), 'with letters that are put together'],
      ['cuts names at 100 signs', (name) => name.slice(0, 100), 'of 255 bytes'],
      [
        'drops dots at the end',
        (name) => name.replace(/\.+$/, ''),
        'with dashes and dots where flags and links have them',
      ],
      ['drops quotation marks', (name) => name.replaceAll(/["']/g, ''), 'with quotation marks and brackets'],
      [
        'drops the signs of patterns',
        (name) => name.replaceAll(/[*?]/g, ''),
        'with signs that a pattern is made of',
      ],
      [
        'decodes names',
        (name) => name.replaceAll('%20', ' '),
        'with signs that a shell or an address gives a meaning to',
      ],
      ['turns backslashes', (name) => name.replaceAll('\\', '/'), 'with a backslash'],
      [
        'takes an arrow for a link',
        (name) => name.replace(/ -> .*/, ''),
        'that look like lines of a listing, or like replies',
      ],
      [
        'takes a name for a backup',
        (name) => name.replace(/~$/, ''),
        'that look like somebody’s temporary file',
      ],
    ] as const satisfies readonly (readonly [string, (name: string) => string, string])[]
  ).map(([what, change, kind]): Defect => [what, naming(change), [`keeps names ${kind}`]]),
  [
    'says that it takes names for one that it tells apart',
    (sound) => ({ features: { ...sound.features, foldsNames: !sound.features.foldsNames } }),
    ['tells names apart that a person may take for one, or says that it does not'],
  ],
  [
    'looks for what no path can lead to',
    (sound) => ({ stat: (path, signal) => unrefused(sound.stat(path, signal), undefined) }),
    [
      'refuses paths that lead out of the root (S9)',
      'refuses names with line ends and other control characters (S9)',
    ],
  ],
];
