import { shown } from '../../../shared/format/shown.js';
import type { Mail } from '../../../shared/messages.js';
import { appText } from '../text.js';
import type { Message } from './message.js';
import { SendError } from './send-error.js';

/** How long a server may take for each of its answers, in milliseconds. */
const ANSWER_MS = 10_000;

const text = appText.messages;

/** What nodemailer calls problems that trying again does not solve: the sign-in, the certificate, an address. */
const LASTING = ['EAUTH', 'ETLS', 'EENVELOPE', 'EMESSAGE', 'EOAUTH2', 'ENOAUTH'];

/** Sends a message as mail, in plain text. Rejects with a `SendError`, in which no password shows. */
export async function sendMail(mail: Mail, password: string, message: Message): Promise<void> {
  const { host, port, encryption, userName, from, to } = mail;
  // Few people have mail sent: nobody waits for it at the start.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: encryption === 'tls',
    // Nothing is told before the connection is encrypted, whatever the server offers.
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    ...(userName === '' ? {} : { auth: { user: userName, pass: password } }),
    // What is sent is plain text of ours: nothing in it names a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: appText.name, address: from },
      to: { name: '', address: to },
      subject: text.subject(shown(message.profile.name)),
      text: text.body(message.summary, message.run?.finishedAt ?? message.time),
    });
  } catch (error) {
    throw new SendError(reasonOf(error), !LASTING.includes(codeOf(error)));
  } finally {
    transport.close();
  }
}

/** In words of ours: what a server answers may quote what it was told. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'EAUTH':
      return 'the mail server refused the user name or password';
    case 'ETLS':
      return 'the connection to the mail server could not be encrypted';
    case 'EENVELOPE':
      return 'the mail server refused the sender or the recipient';
    default: {
      const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : NaN;
      if (Number.isInteger(status)) return `the mail server answered ${status}`;
      return code === '' ? 'the mail server was not reached' : `the mail server was not reached (${code})`;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
