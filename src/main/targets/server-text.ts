/** What a failure means, and what to do about it. The first part follows a colon unless it is a whole sentence. */
export type Explained = readonly [what: string, advice: string];

/** Why something failed on a server, whichever protocol it speaks. */
export const serverText = {
  diskFull: ['the server’s disk is full', 'Free some space there, then sync again.'],
  notEmpty: ['it is not empty', 'Compare again to see what is in it.'],
  notAllowed: ['the server does not allow it', 'Check the permissions of your account on the server.'],
  listingCutShort: [
    'the server’s listing was cut short',
    'Compare again. If it happens again, exclude the folder with a filter.',
  ],
  notSupported: ['the server does not support it', 'Skip the item, or use a server that supports it.'],
  noFolder: ['its folder does not exist', 'Compare again, so that the folder is created first.'],
  listingEndless: [
    'the server’s listing never ends, or is too long for Evenkeel',
    'Exclude the folder with a filter.',
  ],
  listingTooSlow: [
    'the server sends its listing too slowly',
    'Try again in a little while. If it happens again, exclude the folder with a filter.',
  ],
  silent: ['the server has been silent for 30 seconds', 'Check the network, then sync again.'],
  lost: ['the connection to the server was lost', 'Check the network, then sync again.'],
} as const satisfies Readonly<Record<string, Explained>>;
