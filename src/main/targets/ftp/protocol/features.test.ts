import { describe, expect, test } from 'vitest';
import { featureLines, featuresIn, NO_FEATURES, parseFeatures } from './features.js';

/** What servers answer to FEAT, without the first line and the last. */
const ANNOUNCED: readonly (readonly [server: string, lines: readonly string[]])[] = [
  [
    'pure-ftpd',
    [
      'UTF8',
      'EPRT',
      'MDTM',
      'SIZE',
      'MFMT',
      'REST STREAM',
      'MLST type*;size*;modify*;UNIX.mode*;unique*;',
      'AUTH TLS',
    ],
  ],
  ['vsftpd', ['EPRT', 'EPSV', 'MDTM', 'PASV', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8']],
  ['a server with hashes', ['MLST type*;size*;modify*;', 'HASH SHA-256;SHA-1*;MD5', 'XCRC', 'AVBL']],
  ['a server with little', ['SIZE']],
];

describe('features that are stored for the next session', () => {
  test.each(ANNOUNCED)('say the same of %s as it did', (_server, lines) => {
    const announced = parseFeatures(
      ['211-Features:', ...lines.map((line) => ` ${line}`), '211 End'].join('\r\n'),
    );
    expect(featuresIn(featureLines(announced))).toEqual(announced);
  });

  test('are none of a server that announces none', () => {
    expect(featuresIn(featureLines(NO_FEATURES))).toEqual(NO_FEATURES);
  });

  test('S12: hold no word of the server’s own', () => {
    const told = parseFeatures(
      '211-Hello\r\n secret-password SIZE\r\n SIZE\r\n MLST type*;secret-password*;\r\n211 End',
    );
    expect(featureLines(told).join(' ')).not.toContain('secret');
  });
});
