import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMeta, type Meta } from './meta.js';
import { LOCAL_META, PEER, REMOTE_META, SYNCED } from './sample.js';

function read(value: unknown): Meta {
  const result = readMeta(typeof value === 'string' ? value : JSON.stringify(value), 'a');
  if (result.kind !== 'read') throw new Error(result.problem.what);
  return result.meta;
}

/** A file with one peer that has these records. */
function withRecords(records: string): string {
  return `{"_file_version":3,"mtimes":{},"peer_sync":{"p":${records}}}`;
}

describe('a file that pyftpsync wrote', () => {
  it('tells what was in sync with each peer, and when', () => {
    const { peers, skipped } = read(LOCAL_META);
    expect(skipped).toBe(0);
    expect([...peers.keys()]).toEqual([PEER, '/mnt/backup/www']);
    const peer = peers.get(PEER);
    expect(peer?.lastSyncMs).toBe((SYNCED + 1) * 1000);
    expect([...(peer?.entries ?? [])]).toEqual([
      [
        'index.html',
        { kind: 'file', size: 1234, modifiedMs: 1_750_000_000_250, uploadedMs: SYNCED * 1000 + 500 },
      ],
      ['größe.css', { kind: 'file', size: 99, modifiedMs: 1_740_000_000_000, uploadedMs: SYNCED * 1000 }],
      [
        'from-server.txt',
        { kind: 'file', size: 7, modifiedMs: 1_730_000_000_000, uploadedMs: SYNCED * 1000 },
      ],
      ['images', { kind: 'folder' }],
    ]);
    expect(peers.get('/mnt/backup/www')?.lastSyncMs).toBeUndefined();
  });

  it('tells the real times of what was uploaded', () => {
    const { mtimes, peers } = read(REMOTE_META);
    expect([...mtimes.keys()]).toEqual(['index.html', 'größe.css']);
    expect(mtimes.get('index.html')).toEqual({
      kind: 'file',
      size: 1234,
      modifiedMs: 1_750_000_000_250,
      uploadedMs: SYNCED * 1000 + 250,
    });
    expect(peers.size).toBe(0);
  });

  it('may be printed with blanks, begin with a byte order mark and hold keys that are new', () => {
    const text = `\uFEFF${JSON.stringify({ ...LOCAL_META, later: [1, 2] }, undefined, 4)}`;
    expect(read(text)).toEqual(read(LOCAL_META));
  });

  it('may name files as JavaScript names its own things', () => {
    const { peers } = read(
      withRecords('{"__proto__":{"m":1,"s":2,"u":3},"constructor":{"m":1,"s":2,"u":3}}'),
    );
    expect([...(peers.get('p')?.entries.keys() ?? [])]).toEqual(['__proto__', 'constructor']);
  });

  it('may leave out when a file was recorded', () => {
    const entries = read(withRecords('{"a":{"m":5,"s":2}}')).peers.get('p')?.entries;
    expect(entries?.get('a')).toEqual({ kind: 'file', size: 2, modifiedMs: 5000, uploadedMs: 5000 });
  });
});

describe('a damaged record is left out and counted, and the others count', () => {
  it.each([
    ['no record at all', '{"bad":7}'],
    ['a size below zero', '{"bad":{"m":1,"s":-1,"u":3}}'],
    ['a size with a fraction', '{"bad":{"m":1,"s":1.5,"u":3}}'],
    ['a time in words', '{"bad":{"m":"yesterday","s":1,"u":3}}'],
    ['a time that no date can be', '{"bad":{"m":1e300,"s":1,"u":3}}'],
    ['half a folder', '{"bad":{"m":null,"s":1,"u":3}}'],
    ['a name that leads out of the folder (S9)', '{"../bad":{"m":1,"s":1,"u":3}}'],
    ['the name of the folder above (S9)', '{"..":{"m":1,"s":1,"u":3}}'],
    ['an empty name (S9)', '{"":{"m":1,"s":1,"u":3}}'],
    ['a control character in a name (S9)', '{"a\\u0000b":{"m":1,"s":1,"u":3}}'],
  ])('%s', (_what, records) => {
    const { peers, skipped } = read(withRecords(records.replace(/\}$/, ',"good":{"m":1,"s":2,"u":3}}')));
    expect([...(peers.get('p')?.entries.keys() ?? [])]).toEqual(['good']);
    expect(skipped).toBe(1);
  });

  it('a whole peer', () => {
    const { peers, skipped } = read('{"_file_version":3,"mtimes":{},"peer_sync":{"p":[],"q":{}}}');
    expect([...peers.keys()]).toEqual(['q']);
    expect(skipped).toBe(1);
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['is empty', ''],
    ['is cut short', JSON.stringify(LOCAL_META).slice(0, 300)],
    ['is not about a folder', '[]'],
    ['has no version', '{"mtimes":{},"peer_sync":{}}'],
    ['lacks a part', '{"_file_version":3,"mtimes":{}}'],
    ['has a list in place of names', '{"_file_version":3,"mtimes":[],"peer_sync":{}}'],
  ])('because it %s is told as damaged', (_what, text) => {
    expect(readMeta(text, 'a/b')).toEqual({
      kind: 'unusable',
      problem: {
        kind: 'damaged',
        what: 'The pyftpsync records in “a/b” (.pyftpsync-meta.json) can’t be read.',
        advice: 'This folder is compared as in a first sync; nothing is deleted because of it.',
        path: 'a/b',
      },
    });
  });

  it('because it is of another version is told as unsupported', () => {
    const result = readMeta('{"_file_version":2,"mtimes":{},"peer_sync":{}}', '');
    expect(result).toMatchObject({
      kind: 'unusable',
      problem: {
        kind: 'unsupported',
        what: 'The pyftpsync records in the root folder (.pyftpsync-meta.json) have format version 2; Evenkeel reads version 3.',
      },
    });
  });

  it('never throws, whatever it holds', () => {
    const version = fc.constantFrom(3, 3, 3, 2, '3', null);
    const dictionary = fc.oneof(fc.object({ maxDepth: 3 }), fc.jsonValue());
    const file = fc.record({ _file_version: version, mtimes: dictionary, peer_sync: dictionary });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          file.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(['read', 'unusable']).toContain(readMeta(text, '').kind);
        },
      ),
    );
  });
});
