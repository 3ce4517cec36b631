import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** In the folder in which all that is remembered lies. */
const FILE = 'allowed-tasks.json';

/** The oldest are forgotten, and asked about again. */
const FILES_AT_MOST = 1000;

const Allowed = v.object({ allowed: v.array(v.string()) });

/** Names a file of tasks by where it lies and what is in it: a change of either is another file. */
export function fingerprintOf(file: string, text: string): string {
  return createHash('sha256').update(file).update('\0').update(text).digest('hex');
}

/** Whether somebody has allowed it. What cannot be read was not. */
export async function isAllowed(stateFolder: string, fingerprint: string): Promise<boolean> {
  return (await readAllowed(stateFolder)).includes(fingerprint);
}

/** Remembers that somebody has allowed it, for this user alone. */
export async function allow(stateFolder: string, fingerprint: string): Promise<void> {
  const allowed = [
    ...(await readAllowed(stateFolder)).filter((each) => each !== fingerprint),
    fingerprint,
  ].slice(-FILES_AT_MOST);
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  const file = join(stateFolder, FILE);
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify({ allowed }, undefined, 2)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}

async function readAllowed(stateFolder: string): Promise<readonly string[]> {
  try {
    return v.parse(
      v.pipe(v.string(), v.parseJson(), Allowed),
      await readFile(join(stateFolder, FILE), 'utf8'),
    ).allowed;
  } catch {
    return [];
  }
}
