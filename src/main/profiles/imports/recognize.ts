import type { ImportProgram } from './found.js';
import { isRegistry } from './winscp/registry.js';

/** What the text of a file looks like, by which it is read. */
export type Recognized =
  | { readonly kind: 'xml' }
  | { readonly kind: 'json' }
  | { readonly kind: 'text'; readonly program: ImportProgram }
  | { readonly kind: 'encrypted'; readonly program: ImportProgram }
  | { readonly kind: 'unknown' };

/** Tells which program a file belongs to by what is in it: what it is called says little, and a file may be renamed. */
export function recognize(text: string): Recognized {
  const start = text.slice(0, LOOKED_AT).trimStart();
  if (start.startsWith('<')) return { kind: 'xml' };
  if (isRegistry(start)) return isOfWinScp(text) ? { kind: 'text', program: 'winscp' } : { kind: 'unknown' };
  const signs = signsIn(text);
  if (signs.has('encrypted')) return { kind: 'encrypted', program: 'rclone' };
  if (signs.has('session')) return { kind: 'text', program: 'winscp' };
  if (signs.has('section') && signs.has('type')) return { kind: 'text', program: 'rclone' };
  if (/^[[{]/.test(start)) return { kind: 'json' };
  if (signs.has('tasks')) return { kind: 'text', program: 'pyftpsync' };
  if (signs.has('host')) return { kind: 'text', program: 'ssh' };
  return signs.has('machine') ? { kind: 'text', program: 'netrc' } : { kind: 'unknown' };
}

/** What begins a file stands within as many characters. */
const LOOKED_AT = 4096;

type Sign = 'encrypted' | 'session' | 'section' | 'type' | 'tasks' | 'host' | 'machine';

/** What a single line says of its file, blanks around it apart. Each is read from its beginning, and in one go: a file may be hostile. */
const SIGNS: readonly (readonly [sign: Sign, form: RegExp])[] = [
  ['encrypted', /^RCLONE_ENCRYPT_V\d+:/],
  ['session', /^\[Sessions\\[^\]]+\]$/],
  ['section', /^\[[^\]]+\]$/],
  ['type', /^type\s*=/],
  ['host', /^Host[\s=]/i],
];

function signsIn(text: string): ReadonlySet<Sign> {
  const signs = new Set<Sign>();
  let isFirst = true;
  for (const whole of text.split(/\r\n|\r|\n/)) {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) continue;
    for (const [sign, form] of SIGNS) if (form.test(line)) signs.add(sign);
    // A key of the whole file, not of something in it.
    if (/^tasks\s*:/.test(whole)) signs.add('tasks');
    if (isFirst && /^(?:machine|default)\s/.test(`${line} `)) signs.add('machine');
    isFirst = false;
  }
  return signs;
}

function isOfWinScp(registry: string): boolean {
  return /^\[HKEY_CURRENT_USER\\Software\\Martin Prikryl\\WinSCP 2\\/im.test(registry);
}
