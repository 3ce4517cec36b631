import { LARGEST_EXPORT_BYTES, parseExport } from '../transfer/export-file.js';
import { assertNever } from '../../../shared/assert-never.js';
import { readFileZilla } from './filezilla/filezilla.js';
import { decodeText } from './format/decode.js';
import { readIni } from './format/ini.js';
import { attributeOf, rootOf } from './format/xml.js';
import type { Found, ImportFile, ImportPlace, ImportProgram } from './found.js';
import { readFreeFileSync } from './freefilesync/freefilesync.js';
import { readMachines } from './others/netrc.js';
import { readSshHosts } from './others/ssh-config.js';
import { isSftpJson, readSftpJson } from './others/vscode-sftp.js';
import { readRclone } from './others/rclone.js';
import { recognize } from './recognize.js';
import { isRegistry, readRegistry } from './winscp/registry.js';
import { readWinScp } from './winscp/winscp.js';

/** No file with settings of another program is larger: it is read while somebody waits. Evenkeel's own may be. */
const LARGEST_FOREIGN_BYTES = 4_000_000;

/** More entries are shown to nobody. */
export const MOST_FOUND = 2_000;

/** Reads the tasks of a `pyftpsync.yaml`; `undefined` where it cannot be read. The command line knows what they mean. */
export type ReadTasks = (text: string, place: ImportPlace) => readonly Found[] | undefined;

/**
 * Reads a file of profiles, of Evenkeel or another program, which anybody may have written (S12): nothing in it is run, no command is taken over, and
 * no profile from it trusts a server or runs by itself. Never throws.
 */
export function readImport(bytes: Uint8Array, place: ImportPlace, readTasks: ReadTasks): ImportFile {
  if (bytes.length > LARGEST_EXPORT_BYTES) return { kind: 'unknown' };
  const text = decodeText(bytes);
  if (text === undefined) return { kind: 'unknown' };
  if (bytes.length > LARGEST_FOREIGN_BYTES && !text.startsWith('{')) return { kind: 'unknown' };
  try {
    return readDecoded(text, place, readTasks);
  } catch (error) {
    // More than the stack holds, in a line of millions of characters.
    if (error instanceof RangeError) return { kind: 'unknown' };
    throw error;
  }
}

function readDecoded(text: string, place: ImportPlace, readTasks: ReadTasks): ImportFile {
  const recognized = recognize(text);
  switch (recognized.kind) {
    case 'unknown':
    case 'encrypted':
      return recognized;
    case 'xml':
      return readXml(text, place);
    case 'json':
      return readJson(text, place);
    case 'text':
      return readText(recognized.program, text, place, readTasks);
    default:
      return assertNever(recognized);
  }
}

function readXml(text: string, place: ImportPlace): ImportFile {
  const root = rootOf(text);
  const program = /<FileZilla3[\s>]/.test(text)
    ? 'filezilla'
    : /<FreeFileSync[\s>]/.test(text)
      ? 'freefilesync'
      : undefined;
  if (program === undefined) return { kind: 'unknown' };
  switch (root?.name) {
    case 'FileZilla3':
      return foundIn('filezilla', readFileZilla(root));
    case 'FreeFileSync':
      return attributeOf(root, 'XmlType') === 'GLOBAL'
        ? { kind: 'unknown' }
        : foundIn('freefilesync', readFreeFileSync(root, place));
    default:
      return { kind: 'damaged', program };
  }
}

/** No file with profiles goes deeper; to read one of nothing but brackets takes a while. */
const DEEPEST_JSON = 100;

function isTooDeep(json: string): boolean {
  let depth = 0;
  for (const bracket of json.matchAll(/[[\]{}]/g)) {
    depth += bracket[0] === '[' || bracket[0] === '{' ? 1 : -1;
    if (depth > DEEPEST_JSON) return true;
  }
  return false;
}

function readJson(text: string, place: ImportPlace): ImportFile {
  if (isTooDeep(text)) return { kind: 'unknown' };
  const exported = parseExport(text);
  switch (exported.kind) {
    case 'newer':
      return exported;
    case 'profiles': {
      const found = exported.drafts.map(({ draft, hadCommands }): Found => ({
        kind: 'profile',
        profile: { ...draft, secrets: {}, notes: hadCommands ? [{ kind: 'commands' }] : [] },
      }));
      const unfit = Array.from({ length: exported.unfit }, (): Found => ({
        kind: 'skipped',
        name: '',
        why: { kind: 'unfit' },
      }));
      return { kind: 'found', program: 'evenkeel', found: [...found, ...unfit] };
    }
    case 'no-export': {
      let json: unknown;
      try {
        json = JSON.parse(text.replace(/^\uFEFF/, ''));
      } catch {
        return { kind: 'unknown' };
      }
      return isSftpJson(json) ? foundIn('vscode-sftp', readSftpJson(json, place)) : { kind: 'unknown' };
    }
    default:
      return assertNever(exported);
  }
}

function readText(
  program: ImportProgram,
  text: string,
  place: ImportPlace,
  readTasks: ReadTasks,
): ImportFile {
  switch (program) {
    case 'winscp':
      return foundIn(program, readWinScp(isRegistry(text) ? readRegistry(text) : readIni(text)));
    case 'rclone':
      return foundIn(program, readRclone(readIni(text)));
    case 'ssh':
      return foundIn(program, readSshHosts(text));
    case 'netrc':
      return foundIn(program, readMachines(text));
    case 'pyftpsync': {
      const found = readTasks(text, place);
      return found === undefined ? { kind: 'damaged', program } : foundIn(program, found);
    }
    default:
      return { kind: 'unknown' };
  }
}

/** Makes no more of them than are shown. */
function foundIn(program: ImportProgram, found: Iterable<Found>): ImportFile {
  const first: Found[] = [];
  for (const one of found) {
    if (first.length === MOST_FOUND) break;
    first.push(one);
  }
  return { kind: 'found', program, found: first };
}
