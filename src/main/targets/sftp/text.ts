import { serverText, type Explained } from '../server-text.js';

/** Why a connection or an operation failed on an SFTP server. */
export const sftpText = {
  ...serverText,
  noCommonEncryption: (host: string): Explained => [
    `The server “${host}” and Evenkeel have no encryption method in common.`,
    'Update the SSH software of the server.',
  ],
  closedAtSignIn: (host: string): Explained => [
    `The server “${host}” closed the connection while signing in.`,
    'Try again. If it happens again, check in the profile that the port is the one for SFTP.',
  ],
  gone: ['it no longer exists', 'Compare again.'],
  nameNotAccepted: [
    'the server does not accept its name',
    'Give it a shorter name with plain letters and digits.',
  ],
  refused: [
    'the server refused it without giving a reason',
    'Try again. If it happens again, check the server’s free space and its log.',
  ],
  answersUnknown: [
    'the server’s answers can’t be understood',
    'Skip the item, or use a server that supports it.',
  ],
  unexpected: ['something unexpected went wrong', 'Try again. If it happens again, please report it.'],
} as const satisfies Readonly<Record<string, Explained | ((...words: never[]) => Explained)>>;
