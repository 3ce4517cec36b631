import { usedFilters, type OwnFilters } from '../../../../shared/profile/own-filters.js';
import type { ProfileOptions } from '../../../../shared/profile/profile-options.js';
import { attributeOf, childOf, childrenOf, textIn, type Element } from '../format/xml.js';
import type { ImportNote } from '../found.js';

/** What FreeFileSync leaves out, as a profile says it. */
export interface ReadFilter {
  readonly options: Partial<ProfileOptions>;
  /** What the filter of the pair leaves out by name, besides that of the whole file. Its limits of size and age are among the options. */
  readonly ownFilters: OwnFilters | undefined;
  readonly notes: readonly ImportNote[];
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['Byte', 1],
  ['KB', 1024],
  ['MB', 1024 * 1024],
]);

/** Reads two `<Filter>` elements of which both hold: the one of the whole file, and the one of a pair of folders. */
export function readFilters(common: Element | undefined, own: Element | undefined): ReadFilter {
  const filters = [common, own];
  const [byAll, byPair] = [namesIn(common), namesIn(own)];
  const left = [...byAll.notTaken, ...byPair.notTaken];
  const fileOnly = [...byAll.fileOnly, ...byPair.fileOnly];
  const least = filters.flatMap((filter) => sizeIn(childOf(filter, 'SizeMin')));
  const most = filters.flatMap((filter) => sizeIn(childOf(filter, 'SizeMax')));
  const spans = filters.map((filter) => childOf(filter, 'TimeSpan'));
  const days = spans.flatMap((span) => daysIn(span));
  const ages = spans.filter((span) => !['', 'None'].includes(attributeOf(span, 'Type'))).length;
  return {
    options: {
      patterns: byAll.patterns,
      matchNames: byAll.matchNames,
      ...(least.length === 0 ? {} : { minSizeBytes: Math.max(...least) }),
      ...(most.length === 0 ? {} : { maxSizeBytes: Math.min(...most) }),
      ...(days.length === 0 ? {} : { maxAgeDays: Math.min(...days) }),
    },
    ownFilters: usedFilters({
      patterns: byPair.patterns.filter((pattern) => !byAll.patterns.includes(pattern)),
      matchNames: byPair.matchNames,
    }),
    notes: [
      ...(left.length === 0 ? [] : [{ kind: 'include-filter', filters: left } as const]),
      ...(fileOnly.length === 0 ? [] : [{ kind: 'file-only-filter', filters: fileOnly } as const]),
      ...(days.length === ages ? [] : [{ kind: 'age-filter' } as const]),
    ],
  };
}

/** The masks of a filter. */
interface Names extends OwnFilters {
  /** Masks that include, which no profile can say. */
  readonly notTaken: readonly string[];
  /** Masks that exclude files but not folders. */
  readonly fileOnly: readonly string[];
}

function namesIn(filter: Element | undefined): Names {
  const masks = (list: string): readonly string[] =>
    childrenOf(childOf(filter, list), 'Item').flatMap((item) => masksIn(textIn(item)));
  const excluded = masks('Exclude');
  const included = masks('Include').filter((mask) => mask !== '*');
  const names = included.flatMap((mask) => fileNameOf(mask) ?? []);
  const allNames = names.length === included.length;
  return {
    patterns: [...new Set(excluded.flatMap(patternsOf))],
    matchNames: allNames ? names : [],
    notTaken: allNames ? [] : included,
    fileOnly: excluded.filter((mask) => mask.endsWith(':')),
  };
}

/** Several masks may stand in one line. */
function masksIn(line: string): readonly string[] {
  return line
    .split(/[|\n]/)
    .map((mask) => mask.trim().replaceAll('\\', '/'))
    .filter((mask) => mask !== '');
}

/** A mask for nothing but the names of files, such as `*.jpg`; `undefined` for one that is about folders or paths. */
function fileNameOf(mask: string): string | undefined {
  const bare = mask.replace(/^\*\//, '').replace(/:$/, '');
  return /^\*\.[^/*?]+$/.test(bare) ? bare.replaceAll(/[[\]\\]/g, '\\$&') : undefined;
}

/**
 * A mask as lines in the manner of `.gitignore`. In FreeFileSync a mask is about the whole path from the root, `*` also stands for what lies
 * deeper, a slash at the end means folders, and a colon files.
 */
export function patternsOf(mask: string): readonly string[] {
  const foldersOnly = /\/\*?$/.test(mask) && mask !== '/*' && mask !== '*/*';
  const body = mask.replace(/^\//, '').replace(foldersOnly ? /\/\*?$/ : /:$/, '');
  if (body === '') return [];
  const end = foldersOnly ? '/' : '';
  const literal = body.replaceAll(/[[\]]/g, '\\$&');
  // A name at any depth.
  const [, name] = /^\*\/([^/]+)$/.exec(literal) ?? [];
  if (name !== undefined) return [`${escapedBegin(name)}${end}`];
  if (!literal.includes('/') && literal.startsWith('*')) return [`${literal}${end}`];
  const rooted = `/${literal.replace(/^\*\//, '**/').replaceAll(/\/\*(?=[^/*])/g, '/**/*')}`;
  // A star inside of a name goes on into folders as well.
  const deeper = /[^/*]\*[^/]/.test(literal)
    ? [`${rooted.replace(/([^/*]\*)(?=[^/*])/, '$1/**/*')}${end}`]
    : [];
  return [`${rooted}${end}`, ...deeper];
}

function escapedBegin(name: string): string {
  return /^[!#]/.test(name) ? `\\${name}` : name;
}

function sizeIn(element: Element | undefined): readonly number[] {
  const unit = UNITS.get(attributeOf(element, 'Unit'));
  const bytes = Number(textIn(element)) * (unit ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? [bytes] : [];
}

function daysIn(span: Element | undefined): readonly number[] {
  const days = attributeOf(span, 'Type') === 'x-days' ? Number(textIn(span)) : 0;
  return Number.isInteger(days) && days >= 1 && days <= 36_500 ? [days] : [];
}
