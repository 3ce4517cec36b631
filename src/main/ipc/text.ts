/** What is said where a request of the window cannot be carried out. */
export const ipcText = {
  unexpected: {
    what: 'Something unexpected went wrong inside Evenkeel.',
    advice: 'Try again; if it happens again, restart Evenkeel.',
  },
  invalid: {
    what: 'Something you entered isn’t valid.',
    advice: 'Correct it and try again.',
  },
  noFolderName: 'Enter a name for the folder.',
  longFolderName: 'The name is longer than 255 characters.',
  unfitFolderName: 'A folder name can’t contain a slash, and can’t be “.” or “..”.',
} as const;
