import { once } from 'node:events';
import { resolve } from 'node:path';
import { createWriteStream } from '../../targets/local/original-fs.js';
import { UsageError } from '../usage-error.js';
import type { Output } from '../cli-context.js';
import { usageText } from '../text/usage.js';

/** A file that lines are added to, each with its time. */
export interface LogFile {
  readonly output: Output;
  close(): Promise<void>;
}

/**
 * Opens a file to add to, by its path from `folder` on; makes it where it is missing. Throws a `UsageError` where it cannot be written.
 */
export async function openLogFile(folder: string, path: string, now: () => number): Promise<LogFile> {
  const stream = createWriteStream(resolve(folder, path), { flags: 'a', mode: 0o600 });
  try {
    await once(stream, 'open');
  } catch {
    throw new UsageError(usageText.logUnwritable(path));
  }
  // A full disk must not end the work that is logged.
  stream.on('error', () => undefined);
  return {
    output: {
      isTerminal: false,
      columns: undefined,
      write: (text) => {
        stream.write(`${new Date(now()).toISOString()} ${text}`);
      },
    },
    close: async () => {
      stream.end();
      if (!stream.writableFinished && stream.errored === null) await once(stream, 'close');
    },
  };
}
