import type { Entry, FileEntry } from '../../../../shared/entry/entry.js';
import { fileOfSize, UNREADABLE, type ListLine } from './list-line.js';
import { parseTimeVal } from '../protocol/times.js';

/** A line of a listing that cannot be understood: what it hides is unknown, so the listing is not complete (S8). */
export class UnreadableListing extends Error {}

/** A listing of which the server itself says that something is missing. */
export class IncompleteListing extends UnreadableListing {}

/** A listing without a single entry, of a folder that holds something as far as anybody knows. */
export class DoubtfulListing extends UnreadableListing {}

/** A listing that is so long that it may have no end. */
export class EndlessListing extends UnreadableListing {}

/** A listing of which so little comes at a time that it may have no end. */
export class TricklingListing extends UnreadableListing {}

/** A listing that is the very same as those of folders above. */
export class RepeatingListing extends UnreadableListing {}

/** A file of which the server does not say how big it is. */
export interface UnsizedFile extends Omit<FileEntry, 'kind' | 'size'> {
  readonly kind: 'unsized-file';
}

/** What a line of MLSD says. */
export interface MlsdLine {
  readonly name: string;
  readonly entry: Entry | UnsizedFile;
  /** What the server calls it, under whichever name it is found (RFC 3659, 7.5.2); `undefined` where it does not say. */
  readonly unique: string | undefined;
}

/** The folder itself, or the one above: proof that the folder was listed. */
export const FOLDER_ITSELF = 'folder-itself';

/**
 * Reads one line of MLSD (RFC 3659, 7.2: facts, a space, the name), in wire form. Throws `UnreadableListing` for anything else.
 */
export function parseMlsdLine(line: string): MlsdLine | typeof FOLDER_ITSELF {
  const space = line.indexOf(' ');
  const name = line.slice(space + 1);
  if (space === -1 || name === '') throw new UnreadableListing(`Not a line of MLSD: ${line}`);
  const facts = parseFacts(line.slice(0, space));
  // A line without a single fact may as well be the text of an error.
  if (space > 0 && facts.size === 0) throw new UnreadableListing(`Not a line of MLSD: ${line}`);
  if (name === '.' || name === '..') return FOLDER_ITSELF;
  const type = facts.get('type')?.toLowerCase();
  if (type === 'cdir' || type === 'pdir') return FOLDER_ITSELF;
  return { name, entry: entryOfFacts(facts), unique: uniqueIn(facts) };
}

/** Reads a line of LIST from a server that writes facts there as well; `undefined` for any other line. */
export function parseFactsInList(line: string): ListLine | undefined {
  if (!/^(?:[A-Za-z][\w.-]*=[^;=\s]*;)+ [^\s]/.test(line)) return undefined;
  const parsed = parseMlsdLine(line);
  if (parsed === FOLDER_ITSELF) return { kind: 'folder-itself', withColumn: false };
  const { name, entry } = parsed;
  return { kind: 'entry', items: [{ name, entry: entry.kind === 'unsized-file' ? UNREADABLE : entry }] };
}

/** Reads the reply to MLST: the facts stand in its second line, which begins with a space. */
export function parseMlstReply(reply: string): Entry | UnsizedFile {
  const line = factsLineOf(reply);
  const space = line.indexOf(' ');
  const facts = parseFacts(space === -1 ? line : line.slice(0, space));
  if (!facts.has('type')) throw new UnreadableListing(`Not a reply to MLST: ${reply}`);
  return entryOfFacts(facts);
}

/** What the server calls the folder of which a reply to MLST tells. */
export function uniqueOfMlst(reply: string): string | undefined {
  return uniqueIn(parseFacts(factsLineOf(reply).split(' ', 1)[0] ?? ''));
}

/** Some servers begin it with the number of the reply, like the line before it. */
function factsLineOf(reply: string): string {
  return (reply.split('\n')[1] ?? '').replace(/^250-/, '').trimStart();
}

/** An entry of which nobody wants to know the permissions: some servers (pure-ftpd) tell them all the same. */
export function withoutPermissions(entry: Entry): Entry {
  if (entry.kind !== 'file') return entry;
  const { kind, size, modified, id } = entry;
  return { kind, size, modified, id };
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

function entryOfFacts(facts: ReadonlyMap<string, string>): Entry | UnsizedFile {
  const type = facts.get('type')?.toLowerCase() ?? '';
  if (type === '') return UNREADABLE;
  if (type === 'dir' || type === 'cdir' || type === 'pdir') return { kind: 'folder' };
  if (type === 'file') {
    const size = facts.get('size') ?? '';
    const modified = parseTimeVal(facts.get('modify') ?? '');
    // pyftpdlib writes octal numbers as Python does.
    const mode = /^(?:0o)?([0-7]{3,7})$/.exec(facts.get('unix.mode') ?? '')?.[1];
    const told = { modified, id: uniqueIn(facts) };
    const rest = mode === undefined ? told : { ...told, permissions: Number.parseInt(mode, 8) & 0o777 };
    if (size === '') return { kind: 'unsized-file', ...rest };
    return fileOfSize(/^\d+$/.test(size) ? Number(size) : undefined, rest);
  }
  // proftpd says OS.unix=symlink, others OS.unix=slink:TARGET.
  return { kind: 'other', what: type.includes('link') ? 'symbolic-link' : 'device' };
}
