/** What was being done to an item when it failed, as the sentence about it says: “… could not be listed”. */
export type Doing =
  'listed' | 'checked' | 'read' | 'written' | 'created' | 'deleted' | 'moved' | 'kept as a version';
