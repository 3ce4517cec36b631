import assert from 'node:assert/strict';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { checkName } from '../../../shared/entry/names.js';
import type { ContractCase, Setting } from './setting.js';
import { get, list, NEVER, problemOf, put } from './tools.js';

/** Names that somebody somewhere takes for something else, by what is unusual about them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'with spaces in them and at their ends': [
    'with spaces in it',
    ' leading and trailing ',
    ' leading',
    'trailing ',
    'two  spaces',
  ],
  'in letters of every script': ['Übergröße äöü', '日本語', 'мир', 'שלום', '¿ñ? €'],
  'with signs that take four bytes': ['emoji 🙂 family 👩‍👩‍👧', '𝔘𝔫𝔦'],
  'with letters that are put together': ['e\u0301 decomposed', '한글 \u1112\u1161\u11ab'],
  'of 255 bytes': ['x'.repeat(255), `${'ü'.repeat(127)}y`],
  'with dashes and dots where flags and links have them': [
    '-dash',
    '-rf',
    '--',
    'a -v b',
    '.hidden',
    '..hidden',
    '...',
    'dot at the end.',
  ],
  'with quotation marks and brackets': ['single \' and double " quotes', '""', '[brackets]', '{braces,too}'],
  'with signs that a pattern is made of': ['star * question ?', '[a-z]*', '!not'],
  'with signs that a shell or an address gives a meaning to': [
    '100% %20 percent',
    '%s%n',
    '~tilde',
    '$HOME',
    '`id`',
    'a & b | c > d',
    '#hash;semi=colon',
    'a:b',
  ],
  'with a backslash': ['back\\slash', 'C:\\temp'],
  'that look like lines of a listing, or like replies': [
    'total 5',
    'a -> b',
    '-rw-r--r-- 1 a b 5 Jan  1 10:00 x',
    'type=file;size=3; y',
    '01-01-26  10:00AM       <DIR>          z',
    '226 Transfer complete.',
    'QUIT',
  ],
  'that look like somebody’s temporary file': [
    '.evenkeel-0123abcd-zz.part',
    'file.part',
    'file~',
    '.evenkeel-kept',
    '.nfs000001',
  ],
};

/** Whether names of this kind can be there at all. */
function isRefused(name: string, refused: readonly string[], { target }: Setting): boolean {
  return refused.includes(name) || checkName(name, target.features.nameRules) !== undefined;
}

/** Those that files can have. */
function accepted(unusual: readonly string[], setting: Setting): readonly string[] {
  return unusual.filter((name) => !isRefused(name, setting.refusesFiles, setting));
}

async function keeps(unusual: readonly string[], setting: Setting): Promise<void> {
  const { target, home, names, refusesFolders } = setting;
  const files = accepted(unusual, setting);
  const folders = files.filter((name) => !isRefused(name, refusesFolders, setting));
  const each = (of: readonly string[], work: (name: string) => Promise<unknown>): Promise<unknown> =>
    Promise.all(of.map(work));
  const sorted = [...files].sort();
  const within: ItemPath = `${home}/folders`;
  await target.makeFolder(within, NEVER);

  await each(files, (name) => put(target, `${home}/${name}`, name));
  await each(folders, async (name) => {
    await target.makeFolder(`${within}/${name}`, NEVER);
    await put(target, `${within}/${name}/${name}`, 'inside');
  });
  assert.deepEqual(await names(), [...sorted, 'folders'].sort());
  assert.deepEqual([...(await list(target, home)).keys()].sort(), [...sorted, 'folders'].sort());
  assert.deepEqual(await names('folders'), [...folders].sort());
  await each(files, async (name) => {
    assert.equal((await get(target, `${home}/${name}`)).toString(), name);
    assert.equal((await target.stat(`${home}/${name}`, NEVER))?.kind, 'file');
    await target.removeFile(`${home}/${name}`, NEVER);
  });
  await each(folders, async (name) => {
    const folder = `${within}/${name}`;
    assert.deepEqual(await target.stat(folder, NEVER), { kind: 'folder' });
    assert.deepEqual([...(await list(target, folder)).keys()], [name]);
    await target.removeFile(`${folder}/${name}`, NEVER);
    await target.removeFolder(folder, NEVER);
  });
  assert.deepEqual(await names('folders'), []);
  await target.removeFolder(within, NEVER);
  assert.deepEqual(await names(), []);
}

/** Pairs of names that a person may take for one: by their capital letters, and by how a letter is put together. */
const ALIKE = [
  ['File', 'file'],
  ['\u00e9', 'e\u0301'],
] as const;

/** Whether two names are one in a folder of their own; if not, each has a content of its own. */
async function isFolded(
  [one, other]: readonly [string, string],
  folder: string,
  { target, home, names }: Setting,
): Promise<boolean> {
  const within = `${home}/${folder}`;
  await target.makeFolder(within, NEVER);
  await put(target, `${within}/${one}`, 'one');
  const found = await target.stat(`${within}/${other}`, NEVER);
  if (found !== undefined) {
    assert.equal(found.kind, 'file');
    assert.equal((await names(folder)).length, 1);
    return true;
  }
  await put(target, `${within}/${other}`, 'other');
  assert.deepEqual(await names(folder), [one, other].sort());
  assert.equal((await get(target, `${within}/${one}`)).toString(), 'one');
  assert.equal((await get(target, `${within}/${other}`)).toString(), 'other');
  return false;
}

/** The cases about names. */
export const NAME_CASES: readonly ContractCase[] = [
  ...Object.entries(NAMES).map(([kind, unusual]) => ({
    name: `keeps names ${kind}`,
    lacks: (setting: Setting) =>
      accepted(unusual, setting).length === 0 ? 'It does not accept any of these names.' : undefined,
    check: (setting: Setting) => keeps(unusual, setting),
  })),
  {
    name: 'tells names apart that a person may take for one, or says that it does not',
    check: async (setting) => {
      const folded: boolean[] = [];
      for (const [index, pair] of ALIKE.entries()) folded.push(await isFolded(pair, `${index}`, setting));
      assert.equal(folded.includes(true), setting.target.features.foldsNames);
    },
  },
  {
    name: 'refuses paths that lead out of the root (S9)',
    check: async ({ target, home }) => {
      for (const path of ['..', '../x', `${home}/../../x`, `${home}//x`, `${home}/./x`, '/etc/passwd']) {
        await refuses(path, target);
      }
    },
  },
  {
    name: 'refuses names with line ends and other control characters (S9)',
    check: async ({ target, home, names }) => {
      for (const sign of ['\r\nDELE b', '\n', '\r', '\0', '\x1b[2J', '\x7f']) {
        await refuses(`${home}/a${sign}`, target);
      }
      assert.deepEqual(await names(), []);
    },
  },
];

async function refuses(path: ItemPath, target: Setting['target']): Promise<void> {
  assert.equal(await problemOf(target.stat(path, NEVER)), 'name-refused');
  assert.equal(await problemOf(put(target, path, 'x')), 'name-refused');
  assert.equal(await problemOf(target.makeFolder(path, NEVER)), 'name-refused');
  assert.equal(await problemOf(target.removeFile(path, NEVER)), 'name-refused');
  assert.equal(await problemOf(list(target, path)), 'name-refused');
}
