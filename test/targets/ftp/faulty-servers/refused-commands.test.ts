import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../../../src/main/targets/target.js';
import { FEATURES, type Script, type ScriptedFtp } from '../../../servers/scripted/scripted-ftp.js';
import { get, list, NEVER, noise, problemOf, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

const FOLDERS = 4;
const FILES = 5;
const CONNECTIONS = 2;

let server: ScriptedFtp;
let target: Target;
async function serve(script: Script): Promise<void> {
  ({ server, target } = await scripted(script, { connections: CONNECTIONS }));
  await target.connect(NEVER);
}

/** Does everything that there is to do, on more files than there are connections. */
async function doEverything(): Promise<void> {
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    await target.makeFolder(`d${folder}`, NEVER);
    for (let n = 0; n < FILES; n += 1) await put(target, `d${folder}/f${n}`, noise(100 + n));
  }
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    const listed = await list(target, `d${folder}`);
    expect([...listed.keys()].sort()).toEqual(Array.from({ length: FILES }, (_, n) => `f${n}`));
    for (let n = 0; n < FILES; n += 1) {
      expect(await target.stat(`d${folder}/f${n}`, NEVER)).toMatchObject({ kind: 'file', size: 100 + n });
      expect((await get(target, `d${folder}/f${n}`)).equals(noise(100 + n))).toBe(true);
      await put(target, `d${folder}/f${n}`, 'replaced');
    }
    expect(await target.stat(`d${folder}`, NEVER)).toEqual({ kind: 'folder' });
    expect(await target.stat(`d${folder}/nothing`, NEVER)).toBeUndefined();
  }
  await target.move('d0/f0', 'd1/moved', NEVER);
  expect(await readFile(join(server.root, 'd1/moved'), 'utf8')).toBe('replaced');
  await target.removeFile('d1/moved', NEVER);
  expect(await problemOf(target.removeFolder('d2', NEVER))).toBe('not-empty');
  expect((await readdir(join(server.root, 'd3'))).sort()).toEqual(['f0', 'f1', 'f2', 'f3', 'f4']);
}

describe('what a server announces and then refuses is found out once a connection, not once a file', () => {
  it.each([
    [['EPSV']],
    [['MLSD']],
    [['MLST']],
    [['MLSD', 'MLST']],
    [['SIZE']],
    [['SIZE', 'MLSD', 'MLST']],
    [['MDTM', 'MLSD', 'MLST', 'MFMT']],
    [['MFMT']],
    [['REST']],
    [['OPTS', 'SYST']],
  ])('%s', async (lacks) => {
    await serve({ lacks });
    await doEverything();
    expect(server.connections).toBeLessThanOrEqual(CONNECTIONS + 1);
    for (const verb of lacks) expect(server.count(verb)).toBeLessThanOrEqual(2 * server.connections);
  });
});

describe('what a server does not announce is not asked for', () => {
  it.each([
    ['MLST', ['MLSD', 'MLST']],
    ['SIZE', ['SIZE']],
    ['MDTM', ['MDTM']],
    ['MFMT', ['MFMT']],
    ['REST', ['REST']],
  ])('%s', async (feature, verbs) => {
    await serve({ features: FEATURES.filter((line) => !line.startsWith(feature)), lacks: verbs });
    await doEverything();
    for (const verb of verbs) expect(server.count(verb)).toBe(0);
  });

  it('nothing at all, by a server that knows RFC 959 only', async () => {
    await serve({ lacks: ['FEAT', 'OPTS', 'EPSV', 'MLSD', 'MLST', 'SIZE', 'MDTM', 'MFMT', 'REST'] });
    await doEverything();
    expect(target.features).toMatchObject({ resumes: false, setsTimesToMs: undefined });
    expect(server.count('FEAT')).toBe(1);
    expect(server.count('EPSV')).toBeLessThanOrEqual(server.connections);
  });
});

describe('a server on Windows', () => {
  const WINDOWS: Script = {
    listing: 'dos',
    system: 'Windows_NT',
    features: ['SIZE', 'MDTM', 'REST STREAM', 'UTF8'],
    lacks: ['MLSD', 'MLST', 'MFMT', 'EPRT'],
  };

  it('is listed, read and written', async () => {
    await serve(WINDOWS);
    await doEverything();
    expect(target.features.nameRules).toBe('windows');
  });

  it('shows files, folders, sizes and times in its own form, to the minute or as MDTM says', async () => {
    await serve(WINDOWS);
    await mkdir(join(server.root, 'Ordner mit Leerzeichen'));
    await writeFile(join(server.root, 'Größe 12.txt'), noise(1234));
    await utimes(join(server.root, 'Größe 12.txt'), 1_700_000_000, 1_700_000_000);
    const listed = await list(target, '');
    expect(listed.get('Ordner mit Leerzeichen')).toEqual({ kind: 'folder' });
    const file = listed.get('Größe 12.txt');
    if (file?.kind !== 'file' || file.modified === undefined) throw new Error('No file with a time.');
    expect(file.size).toBe(1234);
    const { mtimeMs } = await stat(join(server.root, 'Größe 12.txt'));
    expect(Math.abs(file.modified.ms - mtimeMs)).toBeLessThan(file.modified.precisionMs);
  });
});
