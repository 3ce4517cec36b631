import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { reservedKey } from '../../../shared/entry/names.js';
import { NEVER_CONTENT, SYSTEM_NAMES, type Filters } from './filters.js';
import { foldText } from './glob.js';
import { readPattern, wildcardTest, type PatternProblem, type Rule } from './pattern.js';
import { isFit, WildcardList, Subject, type SubjectTest } from './subject.js';
import type { FilterReason, Verdict } from './verdict.js';

/** Filters ready for use. Same question, same answer, in whatever order they are asked. */
export interface CompiledFilters {
  /** Whether `entry` at `path` takes part. What lies below a folder that is left out is left out with it. */
  verdict(path: ItemPath, entry: Entry): Verdict;
  /**
   * Whether a path takes part, given what each side has there. Both sides are judged as one and left out together as
   * soon as either is: were only one side's file left out (it alone has grown too large, say), the other's would
   * look like one that was deleted here. A path that neither side has is kept, so that it can be forgotten.
   */
  pairVerdict(path: ItemPath, local: Entry | undefined, remote: Entry | undefined): Verdict;
  /** Patterns that can never fit anything and do not count. */
  readonly problems: readonly PatternProblem[];
}

/** One wildcard of a list, and the verdict on what fits it. */
interface Wildcard {
  readonly test: SubjectTest;
  readonly verdict: Verdict;
}

interface PatternRule extends Rule {
  readonly verdict: Verdict;
}

/** Wildcards one of which a file’s name has to fit, and the verdict on one that fits none. */
interface Matching {
  readonly tests: readonly SubjectTest[];
  readonly verdict: Verdict;
}

/** What the items directly in a folder share. */
interface Folder {
  readonly path: ItemPath;
  /** From the root, the folder's own name last, made comparable. */
  readonly names: readonly string[];
  /** The verdict on all that lies in it, as far as the folders decide it. */
  readonly verdict: Verdict;
}

const KEPT: Verdict = { kind: 'kept' };
const ROOT: Folder = { path: '', names: [], verdict: KEPT };
const HIDDEN: Verdict = leftOut({ kind: 'hidden' });

/** S9: on a side that takes two spellings for one, a file in ours would be obeyed. */
const NEVER: ReadonlyMap<string, Verdict> = new Map(
  NEVER_CONTENT.map((name) => [reservedKey(name), leftOut({ kind: 'never-content', name })]),
);

const NEVER_FIRST: ReadonlySet<number> = new Set(
  NEVER_CONTENT.flatMap((name) => [name.toLowerCase().charCodeAt(0), name.toUpperCase().charCodeAt(0)]),
);

/** Nearly every name begins otherwise, and is done with. An invisible letter, or a wide one, may stand first. */
function mayBeNever({ first }: Subject): boolean {
  return NEVER_FIRST.has(first) || first > 0x7e;
}

/** How many folders' verdicts are remembered; a walk asks for the children of one folder together. */
const REMEMBERED_FOLDERS = 4096;

/** Prepares `filters` for use at one moment: `nowMs` (since 1970, UTC) is what ages are counted from. */
export function compileFilters(filters: Filters, nowMs: number): CompiledFilters {
  const problems: PatternProblem[] = [];
  const rules: PatternRule[] = [];
  for (const pattern of filters.patterns) {
    const read = readPattern(pattern, filters.ignoreCase);
    if (read.kind === 'invalid') problems.push(read.problem);
    if (read.kind === 'rule') rules.push({ ...read.rule, verdict: leftOut({ kind: 'pattern', pattern }) });
  }
  const judge = new Judge(filters, rules, nowMs);
  return {
    problems,
    verdict: (path, entry) => judge.verdict(path, entry),
    pairVerdict: (path, local, remote) => judge.pairVerdict(path, local, remote),
  };
}

class Judge {
  readonly #filters: Filters;
  readonly #nowMs: number;
  /** Last first: the first that fits decides. */
  readonly #rules: WildcardList<PatternRule>;
  readonly #excluded: WildcardList<Wildcard>;
  readonly #system: WildcardList<Wildcard>;
  readonly #matching: readonly Matching[];
  readonly #folders = new Map<ItemPath, Folder>();
  #latest: Folder = ROOT;

  constructor(filters: Filters, rules: readonly PatternRule[], nowMs: number) {
    const { ignoreCase } = filters;
    this.#filters = filters;
    this.#nowMs = nowMs;
    this.#rules = new WildcardList(rules.toReversed());
    this.#excluded = new WildcardList([
      ...wildcards(filters.excludeNames, ignoreCase, (wildcard) => ({ kind: 'excluded-name', wildcard })),
    ]);
    this.#system = new WildcardList(
      wildcards(SYSTEM_NAMES, true, (wildcard) => ({ kind: 'system', wildcard })),
    );
    this.#matching = [filters.matchNames, filters.pairMatchNames]
      .filter(({ length }) => length > 0)
      .map((names) => ({
        tests: names.map((wildcard) => wildcardTest(wildcard, ignoreCase)),
        verdict: leftOut({ kind: 'no-match', wildcards: names }),
      }));
  }

  verdict(path: ItemPath, entry: Entry): Verdict {
    return this.#ofEntry(this.#byPath(path, isFolder(entry)), entry);
  }

  pairVerdict(path: ItemPath, local: Entry | undefined, remote: Entry | undefined): Verdict {
    const one = local ?? remote;
    if (one === undefined) return KEPT;
    const byPath = this.#byPath(path, isFolder(one));
    const verdict = this.#ofEntry(byPath, one);
    if (verdict.kind === 'left-out' || local === undefined || remote === undefined) return verdict;
    // Both have the name, and nearly always both are files: patterns are asked once.
    const isAlike = isFolder(local) === isFolder(remote);
    return this.#ofEntry(isAlike ? byPath : this.#byPath(path, isFolder(remote)), remote);
  }

  /** The verdict on anything of that kind at that path, whatever its size and age. */
  #byPath(path: ItemPath, asFolder: boolean): Verdict {
    const folder = this.#folderOf(path);
    if (folder.verdict.kind === 'left-out') return folder.verdict;
    const subject = new Subject(folder.names, this.#nameIn(folder, path), asFolder);
    const named = this.#byName(subject);
    if (named.kind === 'left-out' || asFolder) return named;
    for (const { tests, verdict } of this.#matching) {
      if (!tests.some((test) => isFit(test, subject))) return verdict;
    }
    return named;
  }

  #ofEntry(byPath: Verdict, entry: Entry): Verdict {
    return byPath.kind === 'left-out' || entry.kind !== 'file' ? byPath : this.#bySizeAndAge(entry);
  }

  #nameIn(folder: Folder, path: ItemPath): string {
    const name = folder.path === '' ? path : path.slice(folder.path.length + 1);
    return foldText(name, this.#filters.ignoreCase);
  }

  #folderOf(path: ItemPath): Folder {
    const slash = path.lastIndexOf('/');
    if (slash === -1) return ROOT;
    // Siblings are mostly asked about together.
    const latest = this.#latest;
    if (latest.path.length !== slash || !path.startsWith(latest.path)) {
      this.#latest = this.#folder(path.slice(0, slash));
    }
    return this.#latest;
  }

  #folder(path: ItemPath): Folder {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const above = this.#folderOf(path);
    const name = this.#nameIn(above, path);
    let { verdict } = above;
    if (verdict.kind === 'kept') {
      verdict = this.#byName(new Subject(above.names, name, true));
      if (verdict.kind === 'left-out') verdict = { kind: 'left-out', by: { ...verdict.by, folder: path } };
    }
    const folder: Folder = { path, names: [...above.names, name], verdict };
    if (this.#folders.size >= REMEMBERED_FOLDERS) this.#folders.clear();
    this.#folders.set(path, folder);
    return folder;
  }

  #byName(subject: Subject): Verdict {
    const never = mayBeNever(subject) ? NEVER.get(reservedKey(subject.name)) : undefined;
    if (never !== undefined) return never;
    const excluded = this.#excluded.first(subject);
    if (excluded !== undefined) return excluded.verdict;
    const rule = this.#rules.first(subject);
    // A `!` pattern names what to keep, so it also outweighs the two switches, which name nothing: `!.htaccess`.
    if (rule !== undefined) return rule.keeps ? KEPT : rule.verdict;
    if (this.#filters.hidden === 'exclude' && subject.name.startsWith('.')) return HIDDEN;
    if (this.#filters.system === 'include') return KEPT;
    const name = subject.name.toLowerCase();
    const anyCase = name === subject.name ? subject : new Subject(subject.folders, name, subject.isFolder);
    return this.#system.first(anyCase)?.verdict ?? KEPT;
  }

  /** What a side does not tell the time of is of no age, and kept. */
  #bySizeAndAge({ size, modified }: FileEntry): Verdict {
    const { size: sizes, age: ages } = this.#filters;
    if (sizes.least !== undefined && size < sizes.least) {
      return leftOut({ kind: 'too-small', bytes: sizes.least });
    }
    if (sizes.most !== undefined && size > sizes.most)
      return leftOut({ kind: 'too-large', bytes: sizes.most });
    if (modified === undefined) return KEPT;
    const age = this.#nowMs - modified.ms;
    if (ages.least !== undefined && age < ages.least) return leftOut({ kind: 'too-new', ageMs: ages.least });
    if (ages.most !== undefined && age > ages.most) return leftOut({ kind: 'too-old', ageMs: ages.most });
    return KEPT;
  }
}

function wildcards(
  texts: readonly string[],
  ignoreCase: boolean,
  reason: (text: string) => FilterReason,
): readonly Wildcard[] {
  return texts.map((text) => ({ test: wildcardTest(text, ignoreCase), verdict: leftOut(reason(text)) }));
}

function isFolder({ kind }: Entry): boolean {
  return kind === 'folder';
}

function leftOut(by: FilterReason): Verdict {
  return { kind: 'left-out', by };
}
