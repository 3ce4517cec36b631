/** The text of the list of profiles, and of the dialogs about it. */
export const profileListText = {
  group: {
    title: (name: string) => `Move “${name}” to a group`,
    name: 'Group',
    hint: 'An existing group or a new one. Empty for no group.',
    move: 'Move',
    cancel: 'Cancel',
    tooLong: 'The name of the group is longer than 60 characters.',
  },
  drop: {
    hint: 'Drop a folder or a server address to create a profile',
    notAFolder: {
      what: 'Only a folder can be dropped here.',
      advice: 'Drop a folder, or an address that begins with ftp://, ftps:// or sftp://.',
    },
  },
} as const;
