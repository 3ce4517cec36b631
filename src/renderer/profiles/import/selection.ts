import type { ChosenProfile, ShownProfile } from '../../../shared/profile/profile-import.js';

/** Which of the profiles that were found are to be imported, by their positions, and the local folders chosen for them. */
export interface ImportSelection {
  readonly profiles: readonly ShownProfile[];
  readonly chosen: ReadonlySet<number>;
  readonly folders: ReadonlyMap<number, string>;
}

/** All that can be imported at once: what is there already, or has to be looked at first, is left to the user. */
export function begin(profiles: readonly ShownProfile[]): ImportSelection {
  const fit = profiles.flatMap(({ known, unsure, localFolder }, at) =>
    known || unsure || localFolder === '' ? [] : [at],
  );
  return { profiles, chosen: new Set(fit), folders: new Map() };
}

export function withToggled(selection: ImportSelection, at: number): ImportSelection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(at) && hasFolder(selection, at)) chosen.add(at);
  return { ...selection, chosen };
}

/** Chooses all that have a local folder; none where all of these are chosen. */
export function withAllToggled(selection: ImportSelection): ImportSelection {
  const all = [...selection.profiles.keys()].filter((at) => hasFolder(selection, at));
  const none = all.every((at) => selection.chosen.has(at));
  return { ...selection, chosen: new Set(none ? [] : all) };
}

export function howMany({ profiles, chosen }: ImportSelection): 'all' | 'some' | 'none' {
  if (chosen.size === 0) return 'none';
  return chosen.size === profiles.length ? 'all' : 'some';
}

/** Sets the local folder of a profile, which somebody does who wants to import it. */
export function withFolder(selection: ImportSelection, at: number, folder: string): ImportSelection {
  return {
    ...selection,
    folders: new Map(selection.folders).set(at, folder),
    chosen: new Set(selection.chosen).add(at),
  };
}

/** What to import, in the order in which it was found. */
export function chosenOf({ profiles, chosen, folders }: ImportSelection): readonly ChosenProfile[] {
  return profiles.flatMap((_profile, at) =>
    chosen.has(at) ? [{ at, localFolder: folders.get(at) ?? null }] : [],
  );
}

function hasFolder({ profiles, folders }: ImportSelection, at: number): boolean {
  return (folders.get(at) ?? profiles[at]?.localFolder ?? '') !== '';
}
