import { describe, expect, it } from 'vitest';
import type { DoctorFinding, Verdict } from './finding.js';
import { judge } from './judge.js';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
const HOUR = 3_600_000;

const certificate = (days: number) => ({
  subject: 'CN=example.com',
  issuer: 'CN=Authority',
  fingerprint: 'AA:BB',
  valid: { fromMs: NOW - DAY, toMs: NOW + days * DAY },
});

describe('what a finding means', () => {
  it.each<[DoctorFinding, Verdict, string]>([
    [{ kind: 'reached', ms: 123.4 }, 'good', 'took 123 ms'],
    [{ kind: 'root-folder', path: '/home/anna' }, 'good', 'The folder is “/home/anna”.'],
    [{ kind: 'round-trip', ms: 1.26 }, 'good', '1.3 ms'],
    [{ kind: 'round-trip', ms: 160 }, 'slow', '160 ms to respond'],
    [{ kind: 'encrypted', protocol: 'TLSv1.3', cipher: 'AES' }, 'good', 'encrypted (TLSv1.3, AES)'],
    [{ kind: 'encrypted', protocol: 'TLSv1.2', cipher: 'AES' }, 'good', 'TLSv1.2'],
    [{ kind: 'encrypted', protocol: 'TLSv1', cipher: 'RC4' }, 'unsafe', 'broken (RC4)'],
    [{ kind: 'encrypted', protocol: 'TLSv1.1', cipher: 'RC4' }, 'unsafe', 'TLS 1.2 or newer'],
    [{ kind: 'in-the-clear' }, 'unsafe', 'can read the password'],
    [
      { kind: 'identity', certificate: certificate(90), vouchedBy: 'computer' },
      'good',
      'AA:BB. This computer',
    ],
    [{ kind: 'identity', certificate: certificate(90), vouchedBy: 'user' }, 'note', 'You chose'],
    [{ kind: 'identity', certificate: certificate(3), vouchedBy: 'computer' }, 'note', 'which is soon'],
    [
      { kind: 'identity', certificate: certificate(-3), vouchedBy: 'user' },
      'unsafe',
      'It expired on 2025-12-29.',
    ],
    [{ kind: 'file-system', name: 'ext4', elsewhere: false, timesToMs: undefined }, 'good', 'is on ext4.'],
    [{ kind: 'file-system', name: 'FAT', elsewhere: false, timesToMs: 2000 }, 'note', 'only to 2 seconds'],
    [
      { kind: 'file-system', name: 'SMB', elsewhere: true, timesToMs: undefined },
      'note',
      'network folder (SMB)',
    ],
    [{ kind: 'clock-untold' }, 'note', 'use --write-test'],
    [{ kind: 'listings', command: 'LIST', exact: false }, 'slow', 'LIST only'],
    [{ kind: 'told-times', precisionMs: 1 }, 'good', 'millisecond'],
    [{ kind: 'told-times', precisionMs: 1000 }, 'good', 'second'],
    [{ kind: 'told-times', precisionMs: 60_000 }, 'note', 'only to the minute'],
    [{ kind: 'told-times', precisionMs: DAY }, 'note', 'only to the day'],
    [{ kind: 'told-times', precisionMs: undefined }, 'note', 'do not show the times'],
    [{ kind: 'time-kept', offMs: -400 }, 'good', 'the times they are given'],
    [{ kind: 'time-kept', offMs: 7 * HOUR }, 'note', 'by 7 hours'],
    [{ kind: 'clock', aheadMs: 900, withinMs: 50 }, 'good', 'agrees'],
    [{ kind: 'clock', aheadMs: -40_000, withinMs: 60_000 }, 'good', 'agrees'],
    [{ kind: 'clock', aheadMs: -90_000, withinMs: 1000 }, 'note', '90 seconds behind'],
    [
      { kind: 'clock', aheadMs: 2 * HOUR + 1000, withinMs: 1000 },
      'note',
      '2 hours ahead of this computer’s, probably because of another time zone',
    ],
    [
      { kind: 'clock', aheadMs: 37 * 60_000, withinMs: 1000 },
      'note',
      '37 minutes ahead of this computer’s. Evenkeel',
    ],
    [{ kind: 'encoding', name: 'utf-8', announced: false }, 'note', 'Windows-1252'],
    [{ kind: 'encoding', name: 'utf-8', announced: true }, 'good', 'UTF-8'],
    [{ kind: 'encoding', name: 'koi8-r', announced: false }, 'good', 'KOI8-R'],
    [{ kind: 'commands-ahead', safe: 'no' }, 'slow', 'one command at a time'],
    [{ kind: 'commands-ahead', safe: 'unknown' }, 'note', 'could not be tested'],
    [{ kind: 'confirms', how: 'yes' }, 'good', 'only the others are listed'],
    [{ kind: 'confirms', how: 'no' }, 'note', 'all folders are listed'],
    [{ kind: 'confirms', how: 'untried' }, 'note', 'second sync'],
    [{ kind: 'connections', wanted: 6, allowed: 6 }, 'good', '6 connections at once'],
    [{ kind: 'connections', wanted: 6, allowed: 6, most: 16 }, 'good', 'up to 16 while more are faster'],
    [{ kind: 'connections', wanted: 6, allowed: 1 }, 'slow', '1 connection at once, not 6'],
    [{ kind: 'extension', name: 'posix-rename', offered: false }, 'note', 'missing for a moment'],
    [{ kind: 'free-space', bytes: undefined }, 'note', 'may turn out to be full'],
    [{ kind: 'folds-case', folds: true }, 'note', 'are the same file'],
    [{ kind: 'name-tried', name: 'a\u0007b', fate: 'changed' }, 'unsafe', '“a<U+0007>b”'],
  ])('%j is %s', (finding, verdict, part) => {
    const judged = judge(finding, NOW);
    expect(judged).toEqual({ verdict, text: expect.stringContaining(part) as string });
    expect(judged.text).toMatch(/^[A-Z].*\.$/);
  });
});
