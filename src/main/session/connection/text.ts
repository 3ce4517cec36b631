/** What is said where a server's folders are shown, and where a connection is tried. */
export const connectionProblems = {
  folderExists: (name: string) => ({
    what: `“${name}” already exists there.`,
    advice: 'Choose another name.',
  }),
  notInside: (folder: string, root: string) => ({
    what: `“${folder}” is not inside “${root}”.`,
    advice: 'Choose another folder.',
  }),
  /** `why` the file that was written to try it could not be deleted again. */
  notDeleted: (path: string, why: string) => ({
    what: `The server accepts new files, but the test file couldn’t be deleted: ${why}`,
    advice: `Allow this user to delete files there, and delete “${path}” yourself.`,
  }),
  /** What the file says that is written to try it. */
  testFile: 'Evenkeel checks that it can write here.\n',
} as const;
