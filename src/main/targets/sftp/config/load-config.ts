import { basename, dirname, isAbsolute, join } from 'node:path';
import { readFile, readdir } from '../../local/original-fs.js';
import { matchesPatterns } from './patterns.js';
import { includesIn } from './ssh-config.js';

/** Files that a configuration may consist of; more is a circle. */
const MOST_FILES = 64;

/** The user's configuration of `ssh`, and the texts of what it includes, by the patterns of its `Include` lines. */
export interface LoadedConfig {
  readonly text: string;
  readonly included: ReadonlyMap<string, readonly string[]>;
}

/** Reads `~/.ssh/config` and all that it includes. A file that cannot be read says nothing. */
export async function loadConfig(homeFolder: string): Promise<LoadedConfig> {
  const folder = join(homeFolder, '.ssh');
  const text = await textOf(join(folder, 'config'));
  const included = new Map<string, readonly string[]>();
  const unread = [text];
  let files = 1;
  for (let next = unread.shift(); next !== undefined && files < MOST_FILES; next = unread.shift()) {
    for (const pattern of includesIn(next)) {
      if (included.has(pattern)) continue;
      const texts = await Promise.all((await filesOf(pattern, homeFolder, folder)).map(textOf));
      included.set(pattern, texts);
      unread.push(...texts);
      files += texts.length;
    }
  }
  return { text, included };
}

/** What a file says; `''` where it is absent, as most are, or cannot be read: then it vouches for nobody. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/** The files that a pattern stands for, in order. Wildcards are understood in the last name only. */
async function filesOf(pattern: string, homeFolder: string, folder: string): Promise<readonly string[]> {
  const bare = pattern.replace(/^~(?=[/\\]|$)/, () => homeFolder);
  const path = isAbsolute(bare) ? bare : join(folder, bare);
  const name = basename(path);
  if (!/[*?]/.test(name)) return [path];
  const names = await readdir(dirname(path)).catch((): string[] => []);
  const fitting = names.filter((each) => !each.startsWith('.') && matchesPatterns(each, [name]));
  return fitting.sort().map((each) => join(dirname(path), each));
}
