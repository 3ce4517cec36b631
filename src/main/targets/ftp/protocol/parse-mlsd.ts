import type { Entry } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import { parseTimeVal } from './times.js';

/** A line of a listing that cannot be understood: what it hides is unknown, so the listing is not complete (S8). */
export class UnreadableListing extends Error {}

/** A listing that is so long that it may have no end. */
export class EndlessListing extends UnreadableListing {}

/** A listing of which so little comes at a time that it may have no end. */
export class TricklingListing extends UnreadableListing {}

/** A listing that is the very same as those of folders above. */
export class RepeatingListing extends UnreadableListing {}

/** What a line of MLSD says. */
export interface MlsdLine extends Listed {
  /** What the server calls it, under whichever name it is met (RFC 3659, 7.5.2); `undefined` where it does not say. */
  readonly unique: string | undefined;
}

/**
 * Reads one line of MLSD (RFC 3659, 7.2: facts, a space, the name), in wire form. `undefined` for the folder itself and the one above.
 * Throws `UnreadableListing` for anything else than an entry.
 */
export function parseMlsdLine(line: string): MlsdLine | undefined {
  const space = line.indexOf(' ');
  const name = line.slice(space + 1);
  if (space === -1 || name === '') throw new UnreadableListing(`Not a line of MLSD: ${line}`);
  if (name === '.' || name === '..') return undefined;
  const facts = parseFacts(line.slice(0, space));
  const type = facts.get('type')?.toLowerCase();
  if (type === 'cdir' || type === 'pdir') return undefined;
  return { name, entry: entryOfFacts(facts, name), unique: uniqueIn(facts) };
}

/** Reads the reply to MLST: the facts stand in its second line, which begins with a space. */
export function parseMlstReply(reply: string): Entry {
  const line = reply.split('\n')[1]?.trimStart() ?? '';
  const space = line.indexOf(' ');
  const facts = parseFacts(space === -1 ? line : line.slice(0, space));
  if (!facts.has('type')) throw new UnreadableListing(`Not a reply to MLST: ${reply}`);
  return entryOfFacts(facts, '');
}

/** What the server calls the folder of which a reply to MLST tells. */
export function uniqueOfMlst(reply: string): string | undefined {
  return uniqueIn(parseFacts(reply.split('\n')[1]?.trimStart().split(' ', 1)[0] ?? ''));
}

/** An entry of which nobody wants to know the permissions: some servers (pure-ftpd) tell them all the same. */
export function withoutPermissions(entry: Entry): Entry {
  if (entry.kind !== 'file') return entry;
  const { kind, size, modified } = entry;
  return { kind, size, modified };
}

function parseFacts(text: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const fact of text.split(';')) {
    const equals = fact.indexOf('=');
    if (equals > 0) facts.set(fact.slice(0, equals).toLowerCase(), fact.slice(equals + 1));
  }
  return facts;
}

/** As a rule the numbers of a disk and of what lies on it. Where the latter is nothing but zeros, the disk numbers nothing. */
function uniqueIn(facts: ReadonlyMap<string, string>): string | undefined {
  const unique = facts.get('unique') ?? '';
  return unique === '' || /(?:^|[^0-9a-f])0+$/i.test(unique) ? undefined : unique;
}

function entryOfFacts(facts: ReadonlyMap<string, string>, name: string): Entry {
  const type = facts.get('type')?.toLowerCase() ?? '';
  if (type === 'dir' || type === 'cdir' || type === 'pdir') return { kind: 'folder' };
  if (type === 'file') {
    const size = facts.get('size') ?? '';
    if (!/^\d+$/.test(size)) throw new UnreadableListing(`A file without a size: ${name}`);
    const modified = parseTimeVal(facts.get('modify') ?? '');
    // pyftpdlib writes octal numbers as Python does.
    const mode = /^(?:0o)?([0-7]{3,7})$/.exec(facts.get('unix.mode') ?? '')?.[1];
    const file = { kind: 'file', size: Number(size), modified } as const;
    return mode === undefined ? file : { ...file, permissions: Number.parseInt(mode, 8) & 0o777 };
  }
  // proftpd says OS.unix=symlink, others OS.unix=slink:TARGET.
  return { kind: 'other', what: type.includes('link') ? 'symbolic-link' : 'device' };
}
