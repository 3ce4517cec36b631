import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');

/** Every path below `root`, with the hash of a file's content; folders have none. Kept versions (S4) are left out. */
export async function contents(root: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(root.length + 1).replaceAll('\\', '/');
    if (/^\.evenkeel-versions(\/|$)/.test(path)) continue;
    found.set(
      path,
      entry.isFile()
        ? createHash('sha256')
            .update(await readFile(full))
            .digest('hex')
        : 'folder',
    );
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Paths, contents and modification times of all below `root`: what a dry run must not touch. */
export async function fingerprint(root: string): Promise<string> {
  const lines: string[] = [];
  for (const [path, hash] of await contents(root)) {
    const { mtimeMs } = await stat(join(root, path));
    lines.push(`${path} ${hash} ${mtimeMs}`);
  }
  return lines.join('\n');
}

/** Names that have given FTP clients trouble. */
export const DIFFICULT_NAMES = [
  'read me first.txt',
  'Grüße aus Köln/Äpfel & Öl.txt',
  'emoji 🎉🏺/tüte 🛍️.txt',
  '-starts with a dash',
  'brackets [1] {2} (3)/star * question ?.txt',
  'quotes " and \' and %20/100 %.txt',
  'space in front/ file.txt',
] as const;

/** Those that the embedded server can take: it drops quotation marks from names. */
export const NAMES_WITHOUT_QUOTES = DIFFICULT_NAMES.filter((name) => !name.includes('"'));

/**
 * Fills `root` with a real tree of at least `files` files: what this project itself depends on, and difficult names.
 */
export async function fillWithRealTree(
  root: string,
  files: number,
  names: readonly string[] = DIFFICULT_NAMES,
): Promise<void> {
  for (const name of names) await put(root, name, `The content of ${name}\n`);
  await put(root, 'empty file', '');
  await mkdir(join(root, 'an empty folder'), { recursive: true });
  let copied = 0;
  const source = join(PROJECT, 'node_modules');
  for (const name of [
    'lucide-react',
    'typescript-eslint',
    'valibot',
    'zustand',
    'react',
    'react-dom',
    'fast-check',
    'eslint',
    'prettier',
  ]) {
    for (const entry of await readdir(join(source, name), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || copied >= files) continue;
      const from = join(entry.parentPath, entry.name);
      const to = join(root, 'dependencies', from.slice(source.length + 1));
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, to);
      copied += 1;
    }
  }
  if (copied < files) throw new Error(`Only ${copied} files were found to copy.`);
}

/** Writes a file, and the folders above it. */
export async function put(root: string, path: string, content: string): Promise<void> {
  const full = join(root, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, content);
}

/** Whether any file below `root` holds the text. */
export async function isOnDisk(root: string, text: string): Promise<boolean> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (content.includes(text)) return true;
  }
  return false;
}
