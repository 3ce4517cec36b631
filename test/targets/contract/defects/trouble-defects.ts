import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { NEVER } from '../support/tools.js';
import { problem, type Defect } from './defect.js';

export const TROUBLE: readonly Defect[] = [
  [
    'takes whatever has come for the whole file',
    (sound) => ({
      write: async (path, source, options) => {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(chunk);
        } catch {
          // The source has failed: so much for that.
        }
        const content = Buffer.concat(chunks);
        return sound.write(path, Readable.from([content]), {
          ...options,
          size: content.length + (options.resumeFrom ?? 0),
        });
      },
    }),
    [
      'leaves the old file when the source is too short or too long (S3)',
      'leaves the old file when the source fails (S3)',
      'leaves the old file when the source has failed already, or ends without a word (S3)',
      'takes no part for whole that comes up short or long, whether it goes on or begins again (S3)',
    ],
  ],
  [
    'leaves its temporary file when it is stopped',
    (sound, disk) => ({
      write: async (path, source, options) => {
        try {
          return await sound.write(path, source, options);
        } finally {
          if (options.signal.aborted) await writeFile(disk(options.temporaryPath), 'half');
        }
      },
    }),
    ['stops a transfer on abort and leaves nothing under the real name (S3)'],
  ],
  [
    'does not look whether it was stopped in the last check',
    (sound) => ({
      write: (path, source, options) => sound.write(path, source, { ...options, signal: NEVER }),
    }),
    ['stops on abort in the last check, before the old file is replaced (S3)'],
  ],
  [
    'does not work any more when it was stopped once',
    (sound) => {
      let isSpoilt = false;
      const watch = (signal: AbortSignal): void => {
        if (isSpoilt) throw problem('server-unreachable');
        signal.addEventListener('abort', () => (isSpoilt = true));
      };
      return {
        async *list(folder, signal) {
          watch(signal);
          yield* sound.list(folder, signal);
        },
        read: async (path, options) => {
          watch(options.signal);
          return sound.read(path, options);
        },
        write: async (path, source, options) => {
          watch(options.signal);
          return sound.write(path, source, options);
        },
      };
    },
    [
      'stops many things at once on abort, and goes on working afterwards',
      'stops listing and looking on abort, and goes on working afterwards',
      'stops reading on abort, and goes on working afterwards',
    ],
  ],
  [
    'reads on when it is stopped',
    (sound) => ({ read: (path) => sound.read(path, { signal: NEVER }) }),
    [
      'stops reading on abort, and goes on working afterwards',
      'does nothing for a signal that is aborted already',
    ],
  ],
  [
    'reads nothing any more when somebody let go of a file',
    (sound) => {
      let isSpoilt = false;
      return {
        read: async (path, options) => {
          if (isSpoilt) throw problem('server-unreachable');
          const stream = await sound.read(path, options);
          return stream.once('close', () => (isSpoilt ||= !stream.readableEnded));
        },
      };
    },
    ['reads many files to their middle and lets go of them'],
  ],
  [
    'minds being closed twice',
    (sound) => {
      let isClosed = false;
      return {
        close: async () => {
          if (isClosed) throw new Error('It is closed.');
          isClosed = true;
          await sound.close();
        },
      };
    },
    ['can be closed twice'],
  ],
  [
    'takes every folder for empty when it was closed',
    (sound) => {
      let isClosed = false;
      return {
        close: () => {
          isClosed = true;
          return sound.close();
        },
        async *list(folder, signal) {
          if (!isClosed) yield* sound.list(folder, signal);
        },
      };
    },
    ['works, or says that it does not, when it was closed, rather than keeping somebody waiting'],
  ],
  [
    'says that it cannot connect where it was stopped',
    (sound) => ({
      connect: async (signal) => {
        await sound.connect(NEVER);
        if (signal.aborted) throw problem('server-unreachable');
      },
    }),
    ['stops connecting on abort, at whatever moment', 'can be connected to again after a stop'],
  ],
];

export const RESUMING: readonly Defect[] = [
  [
    'begins at the beginning, wherever it is told to',
    (sound) => ({ read: (path, { signal }) => sound.read(path, { signal }) }),
    ['reads on from the middle of a file'],
  ],
  [
    'begins a file again, and does not say so',
    (sound) => ({
      write: (path, source, options) => sound.write(path, source, { ...options, resumeFrom: undefined }),
    }),
    ['goes on from a part that was left where it was told to, or begins again over it (S3)'],
  ],
  [
    'fills what is missing with noughts',
    (sound) => ({
      write: async (path, source, options) => {
        const content = await buffer(source);
        const whole = Buffer.concat([Buffer.alloc(Math.max(0, options.size - content.length)), content]);
        return sound.write(path, Readable.from([whole]), { ...options, resumeFrom: undefined });
      },
    }),
    ['does not go on behind the end of a part, which would leave a gap (S3)'],
  ],
];
