import { describe, expect, it } from 'vitest';
import { readOptions } from '../options/read-options.js';
import { readRemote } from '../target-arguments/local-and-remote.js';
import { profileOf } from './request.js';

function optionsOf(given: Readonly<Record<string, unknown>>) {
  const remote = readRemote('/b', { folder: '/', platform: 'linux' });
  const request = { mode: 'upload', local: '/a', remote, options: readOptions(given) } as const;
  return profileOf(request, { userName: '', trustedCertificate: undefined });
}

describe('the profile that stands for a command line', () => {
  it.each([
    [
      {},
      { deleteExtra: false, options: { firstSync: 'ask', resolve: 'ask', comparison: 'time', force: false } },
    ],
    [{ delete: true }, { deleteExtra: true, options: { deleteUnmatched: false } }],
    [{ deleteUnmatched: true }, { deleteExtra: true, options: { deleteUnmatched: true } }],
    [{ resolve: 'old' }, { options: { resolve: 'older' } }],
    [{ resolve: 'new' }, { options: { resolve: 'newer' } }],
    [{ exclude: '*.bak, #x,!y' }, { options: { patterns: ['*.bak', '\\#x', '\\!y'] } }],
    [{ match: 'a,b' }, { options: { matchNames: ['a', 'b'] } }],
    [{ maxDelete: '20' }, { options: { deletionLimit: { percent: 0, files: 20 } } }],
    [{ maxDelete: '30%' }, { options: { deletionLimit: { percent: 30, files: 0 } } }],
    [{ limitRate: '500k/s', connections: '3' }, { options: { bytesPerSecond: 500_000, connections: 3 } }],
    [{ versions: false }, { options: { versions: { kind: 'off' } } }],
    [{ ftpActive: true }, { options: { line: { ftpMode: 'active', privateKeyFile: null } } }],
    [
      { ftpPassive: 'pasv', ftpCommands: 'single' },
      { options: { line: { ftpPassive: 'pasv', ftpCommands: 'single' } } },
    ],
    [{ identity: '/keys/mine' }, { options: { line: { ftpMode: 'passive', privateKeyFile: '/keys/mine' } } }],
  ])('does what %j asks for', (given, profile) => {
    expect(optionsOf(given)).toMatchObject(profile);
  });
});
