import { serverText, type Explained } from '../server-text.js';

/** What the user without a name is called in a sentence. */
export const ANONYMOUS_USER = 'the anonymous user';

/** Why a connection or an operation failed on an FTP server. */
export const ftpText = {
  ...serverText,
  refusedAgain: (host: string, said: string): Explained => [
    `The server “${host}” has let you in before, but refuses another connection now: “${said}”.`,
    'Wait a moment, close other programs that use the server, and try again.',
  ],
  noGreeting: (host: string, seconds: number): Explained => [
    `The server “${host}” did not answer within ${seconds} seconds.`,
    'Check its name and port in the profile, then try again.',
  ],
  signInUnanswered: (host: string, user: string): Explained => [
    `The server “${host}” answered, but neither accepted nor refused ${user}.`,
    'Check the user name and the password in the profile: some servers are slow to reject them. Then try again.',
  ],
  stoppedAnswering: (host: string, user: string): Explained => [
    `The server “${host}” accepted ${user}, but then stopped answering.`,
    'Try again later. If it happens again, contact the server’s administrator.',
  ],
  needsEncryption: (host: string): Explained => [
    `The server “${host}” requires an encrypted connection.`,
    'Write ftps:// instead of ftp:// in the profile.',
  ],
  noHomeFolder: (host: string, said: string): Explained => [
    `The server “${host}” cannot open the folder of this user: “${said}”.`,
    'Ask the server’s administrator whether the folder exists and you may read it.',
  ],
  tooManyConnections: (host: string): Explained => [
    `The server “${host}” accepts no more connections at the moment.`,
    'Wait a moment, close other programs that use the server, and try again.',
  ],
  noAnonymousUsers: (host: string): Explained => [
    `The server “${host}” does not accept anonymous users.`,
    'Enter a user name and password in the profile.',
  ],
  passwordMissing: (host: string, user: string): Explained => [
    `The server “${host}” requires a password for “${user}”, and none is saved.`,
    'Enter the password in the profile.',
  ],
  wrongSignIn: (host: string, user: string): Explained => [
    `The server “${host}” does not accept the user name “${user}” with this password.`,
    'Check the user name and the password in the profile.',
  ],
  diskProbablyFull: [
    'the server could not write it to its disk, which is probably full',
    'Free some space there, then sync again.',
  ],
  nameNotAccepted: ['the server does not accept its name', 'Rename it with plain letters and digits.'],
  hungUp: ['the server closed the connection', 'Try again in a little while.'],
  dataConnectionLost: ['the data connection was lost', 'Check the network, then sync again.'],
  goneOrUnreadable: ['it no longer exists, or can’t be read', 'Compare again.'],
  goneOrUnchangeable: ['it no longer exists, or can’t be changed', 'Compare again.'],
  busy: ['the server can’t do it at the moment', 'Sync again in a little while.'],
  refusedWithReply: (code: number): Explained => [
    `the server refused it with reply ${code}`,
    'Try again later. If it happens again, contact the server’s administrator.',
  ],
  listingRepeats: [
    'it has the same content as folders above it, as if a link led back there',
    'Remove that link on the server, or exclude it with a filter.',
  ],
  listingIncomplete: [
    'the server says that its listing is incomplete',
    'Compare again. If it happens again, exclude the folder with a filter.',
  ],
  listingEmpty: [
    'the server lists nothing in it, although something should be there',
    'Look at the folder with another program; if it is there, compare again.',
  ],
  listingUnknown: [
    'the server’s listing is in an unknown format',
    'Compare again. If it happens again, exclude the folder with a filter and report the kind of server to the developers.',
  ],
  entryUnknown: [
    'the server describes it in an unknown format',
    'Compare again. If it happens again, report the kind of server to the developers.',
  ],
  closedAtSignIn: (host: string, secure: boolean): Explained => [
    `The server “${host}” closed the connection while signing in.`,
    secure
      ? 'Try again. If it happens again, check that FTP over TLS is set up on the server.'
      : 'Try again. If it happens again, check the port in the profile.',
  ],
  activeThroughProxy: (host: string): Explained => [
    `The server “${host}” can’t be used in active mode through a proxy.`,
    'Choose passive mode in the profile, or no proxy.',
  ],
} as const satisfies Readonly<Record<string, Explained | ((...words: never[]) => Explained)>>;
