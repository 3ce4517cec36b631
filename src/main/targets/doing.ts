/** What was being done to an item when it failed, as the sentence about it says: “… could not be listed”. */
export type Doing =
  'listed' | 'looked at' | 'read' | 'written' | 'created' | 'deleted' | 'moved' | 'put away';
