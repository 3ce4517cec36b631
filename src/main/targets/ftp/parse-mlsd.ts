import type { Entry } from '../../../shared/entry.js';
import type { Listed } from '../target.js';
import { parseTimeVal } from './times.js';

/** A line of a listing that cannot be understood: what it hides is unknown, so the listing is not complete (S8). */
export class UnreadableListing extends Error {}

/** A listing that is so long that it may have no end. */
export class EndlessListing extends UnreadableListing {}

/**
 * Reads one line of MLSD (RFC 3659, 7.2: facts, a space, the name), in wire form. `undefined` for the folder itself and the one above.
 * Throws `UnreadableListing` for anything else than an entry.
 */
export function parseMlsdLine(line: string): Listed | undefined {
  const space = line.indexOf(' ');
  const name = line.slice(space + 1);
  if (space === -1 || name === '') throw new UnreadableListing(`Not a line of MLSD: ${line}`);
  if (name === '.' || name === '..') return undefined;
  const facts = parseFacts(line.slice(0, space));
  const type = facts.get('type')?.toLowerCase();
  if (type === 'cdir' || type === 'pdir') return undefined;
  return { name, entry: entryOfFacts(facts, name) };
}

/** Reads the reply to MLST: the facts stand in its second line, which begins with a space. */
export function parseMlstReply(reply: string): Entry {
  const line = reply.split('\n')[1]?.trimStart() ?? '';
  const space = line.indexOf(' ');
  const facts = parseFacts(space === -1 ? line : line.slice(0, space));
  if (!facts.has('type')) throw new UnreadableListing(`Not a reply to MLST: ${reply}`);
  return entryOfFacts(facts, '');
}

function parseFacts(text: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const fact of text.split(';')) {
    const equals = fact.indexOf('=');
    if (equals > 0) facts.set(fact.slice(0, equals).toLowerCase(), fact.slice(equals + 1));
  }
  return facts;
}

function entryOfFacts(facts: ReadonlyMap<string, string>, name: string): Entry {
  const type = facts.get('type')?.toLowerCase() ?? '';
  if (type === 'dir' || type === 'cdir' || type === 'pdir') return { kind: 'folder' };
  if (type === 'file') {
    const size = facts.get('size') ?? '';
    if (!/^\d+$/.test(size)) throw new UnreadableListing(`A file without a size: ${name}`);
    return { kind: 'file', size: Number(size), modified: parseTimeVal(facts.get('modify') ?? '') };
  }
  // proftpd says OS.unix=symlink, others OS.unix=slink:TARGET.
  return { kind: 'other', what: type.includes('link') ? 'symbolic-link' : 'device' };
}
