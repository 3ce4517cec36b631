import { FTPError } from 'basic-ftp';
import { describe, expect, it } from 'vitest';
import { operationError } from '../../../targets/ftp/session/errors.js';
import type { FtpSettings } from '../../../targets/ftp/protocol/settings.js';
import { DEFAULT_LINE } from '../../../../shared/profile/profile-options.js';
import type { ProblemKind } from '../../../../shared/problem.js';
import { FULL_PACE } from '../../../../shared/run/run.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import { RunControl } from './run-control.js';
import { withRetries } from './retry.js';

const SETTINGS: FtpSettings = {
  host: 'ftp.example.org',
  port: 21,
  secure: false,
  userName: 'joe',
  password: '',
  trustedCertificate: undefined,
  path: '',
  side: 'remote',
  connections: 6,
  line: DEFAULT_LINE,
};

const never = new AbortController().signal;

/** Work that fails with these problems, one a try, and then succeeds. */
function failing(...kinds: readonly ProblemKind[]): { readonly work: () => Promise<string>; tries: number } {
  const state = {
    tries: 0,
    work: (): Promise<string> => {
      const kind = kinds[state.tries++];
      return kind === undefined
        ? Promise.resolve('done')
        : Promise.reject(new ProblemError({ kind, what: `${kind}.`, advice: 'Wait.' }));
    },
  };
  return state;
}

describe('work that fails', () => {
  it('for a reason that may pass is tried again', async () => {
    const work = failing('connection-lost', 'busy');
    expect(await withRetries(work.work, never, new RunControl(), [1, 1])).toBe('done');
    expect(work.tries).toBe(3);
  });

  it.each<ProblemKind>(['no-space', 'name-refused', 'permission-denied', 'changed-meanwhile'])(
    'with %s is not tried again',
    async (kind) => {
      const work = failing(kind);
      await expect(withRetries(work.work, never, new RunControl(), [1, 1])).rejects.toThrow(`${kind}.`);
      expect(work.tries).toBe(1);
    },
  );

  it.each<[number, string, number]>([
    [421, 'Too many connections', 3],
    [425, 'Cannot open data connection', 3],
    [426, 'Connection closed; transfer aborted', 3],
    [450, 'File busy', 3],
    [452, 'Insufficient storage space', 1],
    [550, 'Permission denied', 1],
    [550, 'No such file or directory', 1],
    [552, 'Exceeded storage allocation', 1],
    [553, 'File name not allowed', 1],
  ])('with %i %s is tried %i times', async (code, message, tries) => {
    let tried = 0;
    const work = (): Promise<never> => {
      tried += 1;
      const error = new FTPError({ code, message: `${code} ${message}` });
      return Promise.reject(operationError(error, 'written', 'a', SETTINGS));
    };
    await expect(withRetries(work, never, new RunControl(), [1, 1])).rejects.toThrow();
    expect(tried).toBe(tries);
  });

  it('is given up after the last try', async () => {
    const work = failing('timed-out', 'timed-out', 'timed-out', 'timed-out');
    await expect(withRetries(work.work, never, new RunControl(), [1, 1])).rejects.toThrow('timed-out.');
    expect(work.tries).toBe(3);
  });

  it('while the run is paused is tried again when it goes on, as often as that takes', async () => {
    const control = new RunControl();
    const { work } = failing('connection-lost', 'timed-out', 'busy');
    let tries = 0;
    const outcome = withRetries(
      () => {
        tries += 1;
        if (tries < 4) control.set({ ...FULL_PACE, paused: true });
        return work();
      },
      never,
      control,
      [],
    );
    for (const expected of [1, 2, 3]) {
      await expect.poll(() => tries).toBe(expected);
      control.set(FULL_PACE);
    }
    expect(await outcome).toBe('done');
  });

  it('does not wait once it is stopped', async () => {
    const stop = new AbortController();
    const work = failing('connection-lost', 'connection-lost');
    const outcome = withRetries(work.work, stop.signal, new RunControl(), [60_000]);
    stop.abort();
    await expect(outcome).rejects.toThrow('connection-lost.');
    expect(work.tries).toBe(1);
  });
});
