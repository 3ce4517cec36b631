/** What was being done to an item when it failed, as the sentence about it says: “… could not be listed”. */
export type Doing =
  'listed' | 'checked' | 'read' | 'written' | 'created' | 'deleted' | 'moved' | 'kept as a version';

/** An item by its name, in a sentence. */
export function quoted(name: string): string {
  return `“${name}”`;
}

/** The root folder, at the beginning of a sentence. */
export const THE_FOLDER = 'The folder';

/** That something failed on a server, and why. */
export function couldNot(item: string, doing: Doing, host: string, because: string): string {
  return `${item} could not be ${doing} on the server “${host}”: ${because}.`;
}
