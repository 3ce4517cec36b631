import { describe, expect, it } from 'vitest';
import type { Entry, FileEntry } from '../../../shared/entry/entry.js';
import type { EntryClass } from '../../../shared/plan/plan.js';
import { classify } from '../decide/classify.js';
import type { ImportedFolder } from '../base/baseline-importer.js';
import { baselineFrom } from './baseline-from.js';
import { readMeta, type Meta } from './meta.js';
import { peerIdFor } from './peer.js';
import { LOCAL_META, PEER, REMOTE_META, SYNCED } from './sample.js';

function meta(value: unknown): Meta {
  const read = readMeta(JSON.stringify(value), '');
  if (read.kind !== 'read') throw new Error(read.problem.what);
  return read.meta;
}

function file(size: number, seconds: number, precisionMs = 2000): FileEntry {
  return { kind: 'file', size, modified: { ms: seconds * 1000, precisionMs } };
}

function baseline(
  remoteEntries: Readonly<Record<string, Entry>>,
  remote: unknown = REMOTE_META,
): ImportedFolder {
  return baselineFrom({
    peerId: PEER,
    local: meta(LOCAL_META),
    remote: remote === 'none' ? undefined : meta(remote),
    remoteEntries: new Map(Object.entries(remoteEntries)),
  });
}

describe('the local half of the baseline', () => {
  const { onRecord, records } = baseline({});

  it.each<[string, Entry | undefined, EntryClass]>([
    ['index.html', file(1234, 1_750_000_000.25, 1), 'unmodified'],
    ['index.html', file(1234, 1_750_000_001.9, 1), 'unmodified'],
    ['index.html', file(1234, 1_750_000_003, 1), 'modified'],
    ['index.html', file(1235, 1_750_000_000, 1), 'modified'],
    ['index.html', undefined, 'deleted'],
    ['images', { kind: 'folder' }, 'unmodified'],
    ['images', undefined, 'deleted'],
    ['new.html', file(1, 1_750_000_000), 'new'],
  ])('%s, now %j, is %s', (name, entry, expected) => {
    expect(onRecord).toBe(true);
    expect(classify('local', entry, records.get(name), onRecord)).toBe(expected);
  });
});

describe('the remote half of the baseline', () => {
  it.each<[what: string, name: string, Entry | undefined, EntryClass]>([
    ['shows the time of its upload', 'index.html', file(1234, SYNCED), 'unmodified'],
    ['shows the minute of its upload', 'index.html', file(1234, SYNCED - 20, 60_000), 'unmodified'],
    ['was long in uploading', 'index.html', file(1234, SYNCED - 300), 'unmodified'],
    ['shows its real time', 'index.html', file(1234, 1_750_000_000), 'unmodified'],
    ['shows no time', 'index.html', { kind: 'file', size: 1234 }, 'unmodified'],
    ['was written later', 'index.html', file(1234, SYNCED + 60), 'modified'],
    ['has another size', 'index.html', file(1235, SYNCED), 'modified'],
    ['became a folder', 'index.html', { kind: 'folder' }, 'modified'],
    ['is gone', 'index.html', undefined, 'deleted'],
    ['was downloaded and shows its real time', 'from-server.txt', file(7, 1_730_000_000), 'unmodified'],
    ['was downloaded and written later', 'from-server.txt', file(7, SYNCED), 'modified'],
    ['is a folder', 'images', { kind: 'folder' }, 'unmodified'],
    ['came later', 'new.html', file(1, SYNCED), 'new'],
  ])('a file that %s: %s, now %j, is %s', (_what, name, entry, expected) => {
    const { onRecord, records } = baseline(entry === undefined ? {} : { [name]: entry });
    expect(classify('remote', entry, records.get(name), onRecord)).toBe(expected);
  });

  it('knows a file that somebody else uploaded since as modified', () => {
    const uploaded = { m: 1_755_000_000, s: 1234, u: SYNCED + 500 };
    const remote = { ...REMOTE_META, mtimes: { 'index.html': uploaded } };
    const now = file(1234, SYNCED + 500);
    const { records } = baseline({ 'index.html': now }, remote);
    expect(classify('remote', now, records.get('index.html'), true)).toBe('modified');
  });

  it('is the local half where the remote side keeps no records, as a folder does', () => {
    const { records } = baseline({ 'index.html': file(1234, 1_750_000_000.25, 1) }, 'none');
    const record = records.get('index.html');
    expect(record).toEqual({
      kind: 'file',
      sides: { local: file(1234, 1_750_000_000.25), remote: file(1234, 1_750_000_000.25) },
    });
  });
});

describe('a folder', () => {
  it('without records of this peer counts as new', () => {
    const found = baselineFrom({
      peerId: 'ftp.example.com/',
      local: meta(LOCAL_META),
      remoteEntries: new Map(),
    });
    expect(found).toEqual({ onRecord: false, records: new Map() });
  });

  it('that was synchronized empty is on record', () => {
    const local = { ...LOCAL_META, peer_sync: { [PEER]: { ':last_sync': SYNCED } } };
    const found = baselineFrom({ peerId: PEER, local: meta(local), remoteEntries: new Map() });
    expect(found).toEqual({ onRecord: true, records: new Map() });
  });
});

describe('a peer is called', () => {
  const server = { kind: 'server', protocol: 'ftps', host: 'FTP.example.com', port: 2121 } as const;
  it.each([
    [{ ...server, path: '/www' }, 'ftp.example.com/www'],
    [{ ...server, path: '/www/' }, 'ftp.example.com/www'],
    [{ ...server, path: '/' }, 'ftp.example.com/'],
    [{ ...server, path: '' }, 'ftp.example.com/'],
    [{ kind: 'folder', path: '/mnt/backup/www/' } as const, '/mnt/backup/www'],
    [{ kind: 'folder', path: '/' } as const, '/'],
  ])('%j: %s', (address, expected) => expect(peerIdFor(address, undefined)).toBe(expected));

  it.each([
    ['/', 'ftp.example.com/'],
    ['/home/anna', 'ftp.example.com/home/anna'],
    ['/home/anna/', 'ftp.example.com/home/anna'],
  ])('by the folder in which one is signed in where the address names none: %s', (rootFolder, expected) => {
    expect(peerIdFor({ ...server, path: '' }, rootFolder)).toBe(expected);
    expect(peerIdFor({ ...server, path: '/www' }, rootFolder)).toBe('ftp.example.com/www');
  });
});
