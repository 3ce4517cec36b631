import type { FileEntry } from '../../../shared/entry/entry.js';

/** Reads the columns that say what a side reported of a file. */
export function fileFrom(
  size: number | null,
  ms: number | null,
  ns: number | null,
  precision: number | null,
  permissions: number | null = null,
  id: string | null = null,
): FileEntry {
  const precisionMs = precision ?? 0;
  const modified =
    ms === null ? undefined : ns === null ? { ms, precisionMs } : ({ ms, ns, precisionMs } as const);
  const file = { kind: 'file', size: size ?? 0, modified } as const;
  // Spreading costs more than all the rest, and there may be millions.
  if (permissions === null) return id === null ? file : { kind: 'file', size: file.size, modified, id };
  return id === null ? { ...file, permissions } : { ...file, permissions, id };
}

/** Size, time and precision of a file as columns. */
export function stampColumns({ size, modified }: FileEntry): (number | null)[] {
  return [size, modified?.ms ?? null, modified?.ns ?? null, modified?.precisionMs ?? null];
}
