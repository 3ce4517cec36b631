import { cp, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { NEVER } from '../support/tools.js';
import { afterWriting, reading } from './altered-target.js';
import { problem, unrefused, type Defect } from './defect.js';

export const CHANGES: readonly Defect[] = [
  [
    'loses the last byte',
    reading((content) => content.subarray(0, -1)),
    ['carries five million bytes and none at all, unharmed'],
  ],
  [
    'takes every file for text',
    reading((content) => Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
    ['keeps line ends and zero bytes'],
  ],
  [
    'leaves temporary files',
    afterWriting(({ file, content }) => writeFile(`${file}.tmp`, content)),
    ['replaces a file and leaves no temporary file'],
  ],
  [
    'minds a folder that is there already',
    (sound) => ({
      makeFolder: async (path, signal) => {
        if ((await sound.stat(path, signal)) !== undefined) throw problem('already-exists');
        await sound.makeFolder(path, signal);
      },
    }),
    ['makes a folder once, and not where a file is'],
  ],
  [
    'makes no folder, and does not say so',
    () => ({ makeFolder: () => Promise.resolve() }),
    ['makes a folder once, and not where a file is', 'makes one folder where many make it at once'],
  ],
  [
    'deletes nothing',
    () => ({ removeFile: () => Promise.resolve(), removeFolder: () => Promise.resolve() }),
    ['deletes files and empty folders, and does not mind if they are gone'],
  ],
  [
    'deletes a folder with everything in it',
    (_sound, disk) => ({
      removeFile: (path) => rm(disk(path), { recursive: true, force: true }),
      removeFolder: (path) => rm(disk(path), { recursive: true, force: true }),
    }),
    [
      'does not delete a folder that is not empty, nor a file as if it were a folder',
      'does not delete a folder that holds something as if it were a file',
    ],
  ],
  [
    'takes what is not there for an empty file',
    (sound) => ({ read: (path, options) => unrefused(sound.read(path, options), Readable.from([])) }),
    ['does not read what is not there, nor a folder'],
  ],
  [
    'makes the folders above by itself',
    (sound, disk) => ({
      write: async (path, source, options) => {
        await mkdir(dirname(disk(path)), { recursive: true });
        return sound.write(path, source, options);
      },
      move: async (from, to, signal) => {
        await mkdir(dirname(disk(to)), { recursive: true });
        await sound.move(from, to, signal);
      },
    }),
    [
      'does not write into a folder that is not there, nor over a folder',
      'moves nothing into a folder that is not there',
    ],
  ],
  [
    'leaves the end of a longer file',
    afterWriting(async ({ file, content, old }) => {
      if (old.length > content.length) await writeFile(file, [content, old.subarray(content.length)]);
    }),
    ['replaces a file by a bigger, a smaller and an empty one'],
  ],
  [
    'mixes what is written at once',
    (sound, disk) => {
      let writers = 0;
      return {
        write: async (path, source, options) => {
          writers += 1;
          const isAlone = writers === 1;
          const entry = await sound.write(path, source, options);
          writers -= 1;
          if (!isAlone) await writeFile(disk(path), 'half of one and half of another');
          return entry;
        },
      };
    },
    ['leaves one whole file where many write it at once (S3)'],
  ],
  [
    'shows a file before it is checked',
    (sound) => ({
      write: async (path, source, options) => {
        const beforeReplace = (): Promise<undefined> => Promise.resolve(undefined);
        const entry = await sound.write(path, source, { ...options, beforeReplace });
        await options.beforeReplace();
        return entry;
      },
    }),
    [
      'does many things at once',
      'shows the new file only after the last check, and not at all if that fails (S2, S3)',
    ],
  ],
];

export const MOVES: readonly Defect[] = [
  [
    'copies what it should move',
    (_sound, disk) => ({ move: (from, to) => cp(disk(from), disk(to), { recursive: true }) }),
    [
      'moves a file, and a folder with all that is in it',
      'changes nothing but the case of a name',
      'moves a file onto another one only whole, if it does not refuse to',
    ],
  ],
  [
    'gives what it moves or keeps a new time',
    (sound, disk) => ({
      move: async (from, to, signal) => {
        await sound.move(from, to, signal);
        await utimes(disk(to), 1, 1);
      },
      write: (path, source, options) =>
        sound.write(path, source, {
          ...options,
          beforeReplace: async () => {
            await utimes(disk(path), 1, 1).catch(() => undefined);
            return options.beforeReplace();
          },
        }),
    }),
    [
      'S4: keeps a file with its content and time under another name',
      'moves a file that keeps its size and time',
    ],
  ],
  [
    'merges folders',
    (_sound, disk) => ({
      move: async (from, to) => {
        await rm(disk(to), { recursive: true, force: true });
        await rename(disk(from), disk(to));
      },
    }),
    ['moves nothing onto a folder that holds something'],
  ],
  [
    'puts nothing away',
    (sound) => ({
      keep: () => Promise.resolve(),
      write: (path, source, options) =>
        sound.write(path, source, { ...options, beforeReplace: () => Promise.resolve(undefined) }),
    }),
    [
      'S4: keeps a file with its content and time under another name',
      'S4: puts a file away and leaves a place that another one can take',
    ],
  ],
  [
    'puts the old file away before the new one is whole',
    (sound) => ({
      write: async (path, source, options) => {
        const keepAs = await options.beforeReplace();
        if (keepAs !== undefined) await sound.keep(path, keepAs, NEVER);
        return sound.write(path, source, { ...options, beforeReplace: () => Promise.resolve(undefined) });
      },
    }),
    ['S4: keeps nothing of a file that does not come to be replaced'],
  ],
];
