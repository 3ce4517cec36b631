import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';

/** What reached a webhook. */
export interface Posted {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Listener {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** A webhook on this computer that gives these answers, one after the other; the last one again and again. */
export async function webhook(
  ...answers: readonly (number | { readonly redirect: string })[]
): Promise<Listener & { readonly posted: readonly Posted[] }> {
  const posted: Posted[] = [];
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      posted.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = answers[Math.min(posted.length, answers.length) - 1] ?? 200;
      if (typeof answer === 'number') response.writeHead(answer).end('answer');
      else response.writeHead(307, { location: answer.redirect }).end();
    });
  });
  return { ...(await listening(server)), posted };
}

/** A mail server on this computer, which knows one user. */
export async function mailServer(
  user: string,
  password: string,
): Promise<Listener & { readonly mails: readonly string[] }> {
  const mails: string[] = [];
  const right = Buffer.from(`\0${user}\0${password}`).toString('base64');
  const server = createServer((socket) => {
    const answer = (line: string): void => void socket.write(`${line}\r\n`);
    let data: string[] | undefined;
    answer('220 mail');
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket });
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      if (data !== undefined) {
        if (line !== '.') {
          data.push(line);
          return;
        }
        mails.push(data.join('\n'));
        data = undefined;
        answer('250 queued');
        return;
      }
      const word = line.slice(0, 4).toUpperCase();
      if (word === 'EHLO') answer('250-mail\r\n250 AUTH PLAIN');
      else if (word === 'AUTH') answer(line.endsWith(right) ? '235 welcome' : `535 no such user: ${line}`);
      else if (word === 'DATA') {
        data = [];
        answer('354 go on');
      } else if (word === 'QUIT') socket.end('221 bye\r\n');
      else answer('250 ok');
    });
  });
  return { ...(await listening(server)), mails };
}

async function listening(server: Server): Promise<Listener> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
