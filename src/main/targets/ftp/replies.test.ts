import { FTPError } from 'basic-ftp';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LINE } from '../../../shared/profile/profile-options.js';
import { portOfEpsv, portOfPasv } from './data/passive.js';
import { parseFeatures } from './protocol/features.js';
import { connectError, explainReply, operationError, withoutName } from './session/errors.js';
import type { FtpSettings } from './protocol/settings.js';
import { folderOfPwd } from './server/working-folder.js';
import { formatTimeVal, parseTimeVal } from './protocol/times.js';

const SETTINGS: FtpSettings = {
  host: 'ftp.example.org',
  port: 21,
  secure: false,
  userName: 'joe',
  password: 'very secret',
  trustedCertificate: undefined,
  path: '',
  side: 'remote',
  connections: 6,
  line: DEFAULT_LINE,
};

test('features are read with and without parameters, in any case', () => {
  expect(parseFeatures('211-Features:\n MLST type*;size*;\n size\n MDTM\n UTF8\n211 End')).toEqual({
    mlst: true,
    size: true,
    mdtm: true,
    mfmt: false,
    rest: false,
    utf8: true,
    unixModes: false,
    modes: false,
    uniques: false,
    tls: false,
    avbl: false,
    hashes: [],
  });
});

test('ways to have a file hashed are read from the features, HASH before the commands for one hash each', () => {
  const reply =
    '211-Features:\n HASH CRC32;MD5;SHA-1*;SHA-256;SHA-512\n XSHA256\n XCRC "name" 0 9\n AVBL\n211 End';
  expect(parseFeatures(reply)).toMatchObject({ avbl: true });
  expect(parseFeatures(reply).hashes).toEqual([
    { kind: 'hash', name: 'crc32', algorithm: 'CRC32' },
    { kind: 'hash', name: 'md5', algorithm: 'MD5' },
    { kind: 'hash', name: 'sha1', algorithm: 'SHA-1' },
    { kind: 'hash', name: 'sha256', algorithm: 'SHA-256' },
    { kind: 'own', name: 'sha256', verb: 'XSHA256' },
    { kind: 'own', name: 'crc32', verb: 'XCRC' },
  ]);
});

test('the port of a data connection is read from both forms of the answer', () => {
  expect(portOfEpsv('229 Entering Extended Passive Mode (|||6446|)')).toBe(6446);
  expect(portOfEpsv('229 ok (!!!6446!)')).toBe(6446);
  expect(portOfEpsv('229 ok')).toBeUndefined();
  expect(portOfPasv('227 Entering Passive Mode (10,0,0,1,25,46)')).toBe(25 * 256 + 46);
  expect(() => portOfPasv('227 ok')).toThrow();
});

test('the current folder is read with its quotation marks', () => {
  expect(folderOfPwd('257 "/a ""b"" c" is current')).toBe('/a "b" c');
  expect(folderOfPwd('257 none')).toBeUndefined();
});

test('times are written as they are read', () => {
  expect(formatTimeVal(Date.UTC(2026, 0, 2, 3, 4, 5, 678))).toBe('20260102030405');
  expect(parseTimeVal('20260102030405')).toEqual({ ms: Date.UTC(2026, 0, 2, 3, 4, 5), precisionMs: 1000 });
  expect(parseTimeVal('2026')).toBeUndefined();
});

test('a name that a refusal repeats explains nothing', () => {
  expect(withoutName('quota.txt: Permission denied', 'a/quota.txt')).toBe('…: Permission denied');
  expect(withoutName('/a/disk full/x: No such file', 'a/disk full/x')).toBe('/…: No such file');
  expect(withoutName('Quota exceeded', '')).toBe('Quota exceeded');
});

describe('a refusal', () => {
  test.each([
    [552, 'Quota exceeded', 'written', 'no-space'],
    [552, 'x: Quota exceeded', 'read', 'other'],
    [452, 'Insufficient storage', 'written', 'no-space'],
    [451, 'Error during write to file', 'written', 'no-space'],
    [451, 'Failure writing to local file.', 'written', 'no-space'],
    [451, 'Transfer aborted. Input/output error', 'written', 'no-space'],
    [550, 'No space left on device', 'written', 'no-space'],
    [553, 'Bad name', 'written', 'name-refused'],
    [553, 'Permission denied', 'created', 'permission-denied'],
    [451, 'Rename/move failure: Permission denied', 'kept as a version', 'permission-denied'],
    [400, 'Unable to find valid port', 'written', 'busy'],
    [550, 'x: Permission denied', 'written', 'permission-denied'],
    [550, 'x: No such file or directory', 'written', 'folder-missing'],
    [550, 'x: No such file or directory', 'read', 'not-found'],
    [550, 'x: Directory not empty', 'deleted', 'not-empty'],
    [550, 'Failed to change directory.', 'listed', 'not-found'],
    [426, 'Failure writing network stream.', 'read', 'connection-lost'],
    [425, 'Cannot open data connection.', 'listed', 'connection-lost'],
    [426, 'Failure writing network stream.', 'listed', 'connection-lost'],
    [451, 'Local error', 'listed', 'listing-incomplete'],
    [451, 'Local error', 'read', 'busy'],
    [550, 'No connector setup, send PASV or PORT', 'written', 'connection-lost'],
    [502, 'Not implemented', 'checked', 'unsupported'],
  ] as const)('%d “%s” while something is %s is of the kind %s', (code, message, doing, kind) => {
    expect(explainReply(code, message, doing)[0]).toBe(kind);
  });
});

describe('a failure to connect', () => {
  test.each([
    [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'server-not-found'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'server-unreachable'],
    [Object.assign(new Error('x'), { code: 'ENETUNREACH' }), 'server-unreachable'],
    [Object.assign(new Error('x'), { code: 'ETIMEDOUT' }), 'timed-out'],
    [new Error('Timeout (control socket)'), 'timed-out'],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'connection-lost'],
    [new FTPError({ code: 530, message: '530 Login incorrect.' }), 'sign-in-refused'],
    [new FTPError({ code: 421, message: '421 Too many connections' }), 'busy'],
    [new FTPError({ code: 530, message: '530 Sorry, the maximum number of clients is reached' }), 'busy'],
  ] as const)('%s is of the kind %s', (error, kind) => {
    const { problem } = connectError(error, SETTINGS, 'signing-in');
    expect(problem.kind).toBe(kind);
    expect(`${problem.what} ${problem.advice}`).toContain('ftp.example.org');
    expect(problem.side).toBe('remote');
  });

  test('never tells the password', () => {
    const error = connectError(
      new FTPError({ code: 530, message: '530 very secret' }),
      SETTINGS,
      'signing-in',
    );
    expect(JSON.stringify(error.problem)).not.toContain('very secret');
  });
});

test('a hostile name cannot break a sentence', () => {
  const { problem } = operationError(new Error('x'), 'read', 'a\r\nb\u001b[31m', SETTINGS);
  expect(problem.what).not.toMatch(/\p{Cc}/u);
});
