import { Readable } from 'node:stream';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { problemOf, ProblemError } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import { isFatal } from '../../../shared/problem-traits.js';

/** What is done to the versions folder. */
export type VersionsTarget = Pick<
  Target,
  'makeFolder' | 'removeFolder' | 'removeFile' | 'stat' | 'write' | 'list'
>;

/**
 * What keeps the visitors of a web site out of the folder for versions, should it lie where a web server looks: for Apache and its like,
 * for IIS, and for servers that list what a folder holds. Others (nginx) read no such file: for them the versions have to lie elsewhere.
 */
const DENIALS: Readonly<Record<string, string>> = {
  '.htaccess': `<IfModule mod_authz_core.c>
  Require all denied
</IfModule>
<IfModule !mod_authz_core.c>
  Order allow,deny
  Deny from all
</IfModule>
`,
  'web.config': `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.webServer>
    <security>
      <requestFiltering>
        <fileExtensions allowUnlisted="false" />
      </requestFiltering>
    </security>
    <directoryBrowse enabled="false" />
  </system.webServer>
</configuration>
`,
  'index.html': '<!doctype html><title></title>\n',
};

/**
 * Writes the denials into the versions folder, unless they are there. A server that refuses such names is left without: what is kept has
 * neutral names in any case.
 */
export async function denyVisitors(
  target: VersionsTarget,
  versionsFolder: ItemPath,
  signal: AbortSignal,
): Promise<void> {
  // Side by side: over a long line the first file that is replaced would wait for one after the other.
  const putting = Object.entries(DENIALS).map(async ([name, text]) => {
    const path = joinPath(versionsFolder, name);
    if (!(await isThere(target, path, signal))) await put(target, path, Buffer.from(text), signal);
  });
  const failed = (await Promise.allSettled(putting)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function put(
  target: VersionsTarget,
  path: ItemPath,
  content: Buffer,
  signal: AbortSignal,
): Promise<void> {
  try {
    await target.write(path, Readable.from([content]), {
      temporaryPath: `${path}.part`,
      size: content.length,
      modifiedMs: undefined,
      beforeReplace: () => Promise.resolve(undefined),
      signal,
    });
  } catch (error) {
    if (isFatal(error) || problemOf(error).kind === 'no-space') throw error;
  }
}

/** A server may refuse even to look for such a name. */
async function isThere(target: VersionsTarget, path: ItemPath, signal: AbortSignal): Promise<boolean> {
  try {
    return (await target.stat(path, signal)) !== undefined;
  } catch (error) {
    if (isFatal(error)) throw error;
    return false;
  }
}

/** Removes the versions folder where nothing is kept in it any more. Rejects as `Target.removeFolder` does. */
export async function removeVersionsFolder(
  target: VersionsTarget,
  versionsFolder: ItemPath,
  signal: AbortSignal,
): Promise<void> {
  if ((await target.stat(versionsFolder, signal))?.kind !== 'folder') return;
  const names: string[] = [];
  for await (const chunk of target.list(versionsFolder, signal)) {
    names.push(...chunk.map(({ name }) => name));
    if (names.some((name) => !isDenial(name))) return;
  }
  for (const name of names) await target.removeFile(joinPath(versionsFolder, name), signal);
  await removeIfEmpty(target, versionsFolder, signal);
}

/** A kill may have left one under its temporary name. */
function isDenial(name: string): boolean {
  return name.replace(/\.part$/, '') in DENIALS;
}

/** Removes a folder unless it holds something. Rejects as `Target.removeFolder` does for all else. */
export async function removeIfEmpty(
  target: Pick<Target, 'removeFolder'>,
  folder: ItemPath,
  signal: AbortSignal,
): Promise<void> {
  try {
    await target.removeFolder(folder, signal);
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.kind === 'not-empty')) throw error;
  }
}
