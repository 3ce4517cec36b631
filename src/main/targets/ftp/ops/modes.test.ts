import { describe, expect, it } from 'vitest';
import type { FtpConnection } from '../session/connection.js';
import { FileModes } from './modes.js';

/** A server that is asked for nothing, or that has one file with this mode. */
function connection(asked: string[], mode = '0600'): Pick<FtpConnection, 'requestAll'> {
  return {
    requestAll: (commands) => {
      asked.push(...commands);
      const message = `250-Begin\r\n type=file;size=1;modify=20260101000000;UNIX.mode=${mode}; /a/x\r\n250 End.`;
      return Promise.resolve([{ code: 250, message, good: true }]);
    },
  };
}

describe('the modes of files on a server (S12)', () => {
  it('are asked for once more only where nothing has told them', async () => {
    const modes = new FileModes({ mlst: true, unixModes: true }, false);
    const asked: string[] = [];
    expect(await modes.of(connection(asked), '/a/x')).toBe(0o600);
    expect(asked).toEqual(['MLST /a/x']);
    modes.recordFile('/a/x', 0o640);
    expect(await modes.of(connection(asked), '/a/x')).toBe(0o640);
    expect(asked).toHaveLength(1);
  });

  it('are the usual one where that was told, and the newest one told counts', async () => {
    const modes = new FileModes({ mlst: true, unixModes: true }, false);
    const asked: string[] = [];
    modes.recordFile('/a/x', 0o600);
    modes.recordFile('/a/x', 0o644);
    expect(await modes.of(connection(asked), '/a/x')).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('are known of all files in a folder that was listed', async () => {
    const modes = new FileModes({ mlst: true, unixModes: true }, false);
    const asked: string[] = [];
    const entry = { kind: 'file', size: 1, modified: undefined, permissions: 0o600 } as const;
    modes.record('/a', [{ name: 'x', entry }]);
    expect(await modes.of(connection(asked), '/a/x')).toBe(0o600);
    expect(await modes.of(connection(asked), '/a/y')).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
