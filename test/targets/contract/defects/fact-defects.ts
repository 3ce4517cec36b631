import { featuring, writing } from './altered-target.js';
import type { Defect } from './defect.js';

let connections = 0;

export const FACTS: readonly Defect[] = [
  [
    'says another time of what it has written than later',
    (sound) => ({
      write: async (path, source, options) => {
        const entry = await sound.write(path, source, options);
        return { ...entry, modified: { ms: 0, precisionMs: 1 } };
      },
    }),
    ['says of a written file what listing and stat say of it afterwards'],
  ],
  [
    'sets no times, and does not say so',
    writing(() => ({ modifiedMs: undefined })),
    ['sets the time of a file as finely as it says, or says that it cannot'],
  ],
  [
    'knows no time before 1990',
    (sound) => ({
      write: (path, source, options) =>
        sound.write(path, source, {
          ...options,
          modifiedMs: Math.max(options.modifiedMs ?? 0, Date.UTC(1990, 0)),
        }),
    }),
    ['gives old and late times to files as well'],
  ],
  [
    'tells times by when it was connected',
    (sound) => {
      let offset = 0;
      return {
        connect: (signal) => {
          offset = (connections += 1) * 3_600_000;
          return sound.connect(signal);
        },
        stat: async (path, signal) => {
          const entry = await sound.stat(path, signal);
          if (entry?.kind !== 'file' || entry.modified === undefined) return entry;
          const { ms, precisionMs } = entry.modified;
          return { ...entry, modified: { ms: ms + offset, precisionMs } };
        },
      };
    },
    ['says the same of a file to whoever connects later (S10)'],
  ],
  [
    'gives the hash of something else',
    featuring(() => ({
      hash: () => Promise.resolve('0'.repeat(64)),
      hashHere: () => Promise.resolve('0'.repeat(64)),
    })),
    ['gives the hashes that it says it can give, and never a wrong one', 'hashes a file where it lies'],
  ],
  [
    'gives no hash, and does not say so',
    featuring(() => ({ hash: () => Promise.resolve(undefined) })),
    ['gives the hashes that it says it can give, and never a wrong one'],
  ],
  ['is fuller than full', () => ({ freeSpace: () => Promise.resolve(-1) }), ['says how much room there is']],
  [
    'gives every file the permissions that it likes',
    (sound) => ({
      write: (path, source, options) => sound.write(path, source, { ...options, permissions: 0o644 }),
    }),
    ['gives a file the permissions that it is told to'],
  ],
  [
    'makes no links, and does not say so',
    featuring(() => ({ makeLink: () => Promise.resolve() })),
    ['makes links and replaces them, where it shows links as such'],
  ],
  [
    'leads a link elsewhere',
    featuring(({ makeLink }) => ({
      makeLink: async (path, _target, options) => makeLink?.(path, 'elsewhere', options),
    })),
    ['makes links and replaces them, where it shows links as such'],
  ],
];
