import { lastUnit, type Edges } from './glob.js';

/** An item as patterns see it; its names are what `foldText` made. */
export class Subject {
  /** The names of the folders above, root first. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly isFolder: boolean;
  readonly first: number;
  readonly last: number;

  constructor(folders: readonly string[], name: string, isFolder: boolean) {
    this.folders = folders;
    this.name = name;
    this.isFolder = isFolder;
    this.first = name.charCodeAt(0);
    this.last = lastUnit(name);
  }
}

/** One wildcard, asked of many subjects. */
export interface SubjectTest {
  readonly foldersOnly: boolean;
  readonly edges: Edges;
  /** Asked only where the edges fit. */
  readonly fits: (subject: Subject) => boolean;
}

/** Whether `subject` fits. */
export function isFit(test: SubjectTest, subject: Subject): boolean {
  const { first, last } = test.edges;
  if (last !== undefined && last !== subject.last) return false;
  if (first !== undefined && first !== subject.first) return false;
  return (subject.isFolder || !test.foldersOnly) && test.fits(subject);
}

/** A list of wildcards that answers which of them is the first to fit; sorted so that few have to be asked. */
export class WildcardList<T extends { readonly test: SubjectTest }> {
  /** For each letter that a name can have to end with, what can fit such names, in the order of the list. */
  readonly #byLast = new Map<number, readonly T[]>();
  /** What can fit names that end with any other letter. */
  readonly #others: readonly T[];

  constructor(list: readonly T[]) {
    this.#others = list.filter(({ test }) => test.edges.last === undefined);
    for (const { last } of list.map(({ test }) => test.edges)) {
      if (last === undefined) continue;
      this.#byLast.set(
        last,
        list.filter(({ test }) => test.edges.last === undefined || test.edges.last === last),
      );
    }
  }

  first(subject: Subject): T | undefined {
    const candidates = this.#byLast.get(subject.last) ?? this.#others;
    for (const candidate of candidates) if (isFit(candidate.test, subject)) return candidate;
    return undefined;
  }
}
