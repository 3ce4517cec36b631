import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** In the folder in which all that is remembered lies. */
const FILE = 'allowed-tasks.json';

/** The oldest are forgotten, and asked about again. */
const REMEMBERED = 1000;

const Allowed = v.object({ allowed: v.array(v.string()) });

/** Names a file of tasks by where it lies and what is in it: a change of either is another file. */
export function markOf(file: string, text: string): string {
  return createHash('sha256').update(file).update('\0').update(text).digest('hex');
}

/** Whether somebody has allowed it. What cannot be read was not. */
export async function isAllowed(memory: string, mark: string): Promise<boolean> {
  return (await readAllowed(memory)).includes(mark);
}

/** Remembers that somebody has allowed it, for this user alone. */
export async function allow(memory: string, mark: string): Promise<void> {
  const allowed = [...(await readAllowed(memory)).filter((each) => each !== mark), mark].slice(-REMEMBERED);
  await mkdir(memory, { recursive: true, mode: 0o700 });
  const file = join(memory, FILE);
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify({ allowed }, undefined, 2)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}

async function readAllowed(memory: string): Promise<readonly string[]> {
  try {
    return v.parse(v.pipe(v.string(), v.parseJson(), Allowed), await readFile(join(memory, FILE), 'utf8'))
      .allowed;
  } catch {
    return [];
  }
}
