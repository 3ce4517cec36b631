/** What a failure means, and what to do about it. The first part follows a colon unless it is a whole sentence. */
type Explained = readonly [what: string, advice: string];

/** Why a connection or an operation failed on an SFTP server. */
export const sftpText = {
  noCommonEncryption: (host: string): Explained => [
    `The server “${host}” and Evenkeel have no encryption method in common.`,
    'Update the SSH software of the server.',
  ],
  closedAtSignIn: (host: string): Explained => [
    `The server “${host}” closed the connection while signing in.`,
    'Try again. If it happens again, check in the profile that the port is the one for SFTP.',
  ],
  diskFull: ['the server’s disk is full', 'Free some space there, then sync again.'],
  noFolder: ['its folder does not exist', 'Compare again, so that the folder is created first.'],
  gone: ['it no longer exists', 'Compare again.'],
  notAllowed: ['the server does not allow it', 'Check the permissions of your account on the server.'],
  nameNotAccepted: [
    'the server does not accept its name',
    'Give it a shorter name with plain letters and digits.',
  ],
  notSupported: ['the server does not support it', 'Skip the item, or use a server that supports it.'],
  notEmpty: ['it is not empty', 'Compare again to see what is in it.'],
  listingCutShort: [
    'the server’s listing was cut short',
    'Compare again. If it happens again, exclude the folder with a filter.',
  ],
  refused: [
    'the server refused it without giving a reason',
    'Try again. If it happens again, check the server’s free space and its log.',
  ],
  listingEndless: [
    'the server’s listing never ends, or is too long for Evenkeel',
    'Exclude the folder with a filter.',
  ],
  listingTooSlow: [
    'the server sends its listing too slowly',
    'Try again in a little while. If it happens again, exclude the folder with a filter.',
  ],
  answersUnknown: [
    'the server’s answers can’t be understood',
    'Skip the item, or use a server that supports it.',
  ],
  unexpected: ['something unexpected went wrong', 'Try again. If it happens again, please report it.'],
  silent: ['the server has been silent for 30 seconds', 'Check the network, then sync again.'],
  lost: ['the connection to the server was lost', 'Check the network, then sync again.'],
} as const satisfies Readonly<Record<string, Explained | ((...words: never[]) => Explained)>>;
