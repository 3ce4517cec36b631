import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import type { ServerName } from '../../servers/server.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair } from '../support/pair.js';
import { servedBy } from '../support/served.js';

/** Names as bytes, as a Linux disk has them. */
const NAMES: readonly Buffer[] = [
  ...['new\nline', 'carriage\rreturn', 'bell\x07', 'delete\x7f', 'escape\x1b[2J', '\t'],
  ...[
    ' ',
    '   ',
    '\u00a0',
    '\u3000',
    ' leading',
    'trailing ',
    'dot.',
    '...',
    '.. ',
    '..\\up',
    'C:\\Windows\\x',
  ],
  ...['back\\slash', '\\', 'CON', 'name:stream', '-rf', '~', '*', '%2e%2e%2f', '\u202etxt.exe', '\ufffd'],
  ...['x'.repeat(255), '\u00fc'.repeat(127), '\u{1f642}'.repeat(63), '\u00e9', 'E\u0301', '\u212a', 'K'],
  ...['"', "'", '226 Done', '<a>', 'a -> b', '\u2028line', '\ufeffmark', '\u200b'],
].map((name) => Buffer.from(name));
const NO_UTF8 = [
  Buffer.from('caf\xe9', 'latin1'),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0x61, 0xed, 0xa0, 0x80]),
];

const ALL = [...NAMES, ...NO_UTF8];

const hex = (name: string): string => Buffer.from(name).toString('hex');

function asWindowsHasIt(name: string): string {
  return hex(new TextDecoder('windows-1252').decode(Buffer.from(name, 'hex')));
}

/** A name as reports tell it. */
function asShown(name: string): string {
  // eslint-disable-next-line no-control-regex -- They are what is not shown.
  return name.replace(/[\0-\x1f\x7f]/g, '\ufffd');
}

/** The names that a side has, by what it says itself: some servers leave out what they do not like. */
async function listedOn(side: Side): Promise<readonly string[]> {
  const { [side]: target } = await pair.targets();
  const names: string[] = [];
  for await (const chunk of target.list('', new AbortController().signal)) {
    names.push(...chunk.map(({ name }) => name).filter((name) => !name.startsWith('.evenkeel-')));
  }
  return names;
}

/** What lies beside the two folders, which is none of a run's business. */
async function around(): Promise<readonly string[]> {
  return (await readdir(pair.base)).filter((name) => !name.startsWith('state.'));
}

let pair: Pair;
afterEach(() => pair.remove());

const within = (root: string, name: Buffer): Buffer => Buffer.concat([Buffer.from(`${root}/`), name]);

/** The content of each file in the root, by its name's bytes in hexadecimal; what Evenkeel keeps for itself left out. */
async function contents(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { withFileTypes: true, encoding: 'buffer' })) {
    if (entry.name.toString().startsWith('.evenkeel-')) continue;
    const content = entry.isFile() ? await readFile(within(root, entry.name), 'utf8') : 'a folder';
    found.set(entry.name.toString('hex'), content);
  }
  return found;
}

const SIDES: readonly (ServerName | 'a folder')[] = [
  'a folder',
  'openssh',
  'pure-ftpd',
  'vsftpd',
  'pyftpdlib',
  'ftp-srv',
];

for (const remote of process.platform === 'linux' ? SIDES : []) {
  const isPlain = remote === 'a folder' || remote === 'openssh';
  const why = remote === 'a folder' ? undefined : await whyUnavailable(remote);
  describe.skipIf(why !== undefined)(
    `S9: hostile names between a folder and ${remote}${why === undefined ? '' : `: ${why}`}`,
    () => {
      for (const from of ['local', 'remote'] as const) {
        it(`arrive from the ${from} side as they are, or are told of, and none is lost or takes another’s place`, async () => {
          pair = await Pair.create({}, {}, remote === 'a folder' ? undefined : await servedBy(remote));
          const source = pair.root(from);
          // A list on FTP ends a line there: what does not read as one is refused as a whole (S8).
          const mayHold = (name: Buffer): boolean =>
            from === 'local' || isPlain || !/[\r\n]/.test(name.toString());
          for (const [index, name] of ALL.filter(mayHold).entries())
            await writeFile(within(source, name), `content ${index}`);
          await mkdir(within(source, Buffer.from('folder\x1b')));
          await mkdir(within(source, Buffer.from([0x66, 0xff])));
          await writeFile(join(source, 'harmless'), 'harmless');
          await pair.ownRemote();
          const sent = await contents(source);
          const odd = new Map([...sent].map(([name, content]) => [asWindowsHasIt(name), content]));
          const outside = await around();
          for (let times = 0; times < 2; times += 1) {
            const report = await pair.sync();
            expect(report.end).toEqual({ kind: 'finished' });
            const arrived = await contents(pair.root(otherSide(from)));
            const notDone = report.items.filter(({ outcome }) => outcome.kind !== 'done');
            const told = new Set(notDone.map(({ path }) => path.replace(/^“|”$/g, '')));
            for (const name of await listedOn(from)) {
              if (!arrived.has(hex(name))) expect(told).toContain(asShown(name));
            }
            for (const [name, content] of arrived) {
              // Bytes that are no UTF-8 are read as Windows-1252 from servers, and arrive as the letters that they mean there.
              expect([name, content]).toEqual([name, sent.get(name) ?? odd.get(name)]);
            }
            expect(arrived.get(hex('harmless'))).toBe('harmless');
            expect([...arrived.values()].filter((content) => ![...sent.values()].includes(content))).toEqual(
              [],
            );
            expect(await contents(source)).toEqual(sent);
          }
          expect(await around()).toEqual(outside);
        });
      }
    },
  );
}
