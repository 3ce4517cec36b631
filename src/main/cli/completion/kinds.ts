/** What can stand for an operand or a value, as far as its name says. */
export type Kind = 'files' | 'folders' | 'place' | 'task' | 'profile' | 'words';

const KINDS: Readonly<Record<string, Kind>> = {
  FILE: 'files',
  DIR: 'folders',
  FOLDER: 'folders',
  LOCAL: 'folders',
  REMOTE: 'place',
  TARGET: 'place',
  TASK: 'task',
  // Nothing but profiles has a name to be given.
  NAME: 'profile',
};

/** The kind of what is called `name` in a command's description. */
export function kindOf(name: string): Kind {
  return KINDS[name] ?? 'words';
}
