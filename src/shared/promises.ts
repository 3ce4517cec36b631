/** A promise of Evenkeel: its short code, its name, and what it means to the person who uses it. */
export interface Promised {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
}

/**
 * What every design question is settled by. Tests carry the code of the promise that they hold; README and docs/engine.md use the same
 * names.
 */
export const PROMISES: readonly Promised[] = [
  {
    code: 'S1',
    name: 'Preview first',
    meaning: 'Unless you let a profile run by itself, you see the plan first. A dry run changes nothing.',
  },
  {
    code: 'S2',
    name: 'The plan is what runs',
    meaning: 'What has changed since the comparison is skipped and reported, never overwritten.',
  },
  {
    code: 'S3',
    name: 'Whole files only',
    meaning: 'Nobody ever sees half a file under its real name.',
  },
  {
    code: 'S4',
    name: 'Undo',
    meaning: 'What a run replaces or deletes is kept for a time, and Undo restores it.',
  },
  {
    code: 'S5',
    name: 'Crash-safe',
    meaning: 'If it is killed, nothing is lost; the next run finishes the job and cleans up.',
  },
  {
    code: 'S6',
    name: 'Edits survive deleted folders',
    meaning: 'An edit in a folder that was deleted on the other side is a conflict, never deleted.',
  },
  {
    code: 'S7',
    name: 'Deletion limit',
    meaning: 'A run that would delete unusually many files stops and asks.',
  },
  {
    code: 'S8',
    name: 'Not listed is not deleted',
    meaning: 'A folder that could not be read is never mistaken for an empty one.',
  },
  {
    code: 'S9',
    name: 'Hostile names',
    meaning: 'No file name can lead outside the folder, and no file silently takes another’s place.',
  },
  {
    code: 'S10',
    name: 'Clocks are not trusted',
    meaning: 'Each side is compared with what it reported itself after the last sync.',
  },
  {
    code: 'S11',
    name: 'Proven, not guessed',
    meaning: 'Same size and time is not the same content; nothing is recorded that was not seen.',
  },
  {
    code: 'S12',
    name: 'Nothing leaks',
    meaning: 'Passwords stay in the keyring or encrypted, and no copy is more public than its original.',
  },
];
