import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { BoundedClient } from './bounded-client.js';

/** What a client gets of a server that says all of this at once, and then hangs up. */
async function repliesTo(said: string): Promise<readonly string[]> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume();
    socket.end(said, 'latin1');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  const client = new BoundedClient();
  client.ftp.encoding = 'latin1';
  const replies: string[] = [];
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const socket = connect(address.port, '127.0.0.1');
  await once(socket, 'connect');
  client.ftp.socket = socket;
  client.ftp
    .handle(undefined, (answer) => {
      if (answer instanceof Error) resolve(undefined);
      else replies.push(answer.message);
    })
    .catch(() => resolve(undefined));
  await over;
  client.close();
  socket.destroy();
  server.close();
  await once(server, 'close');
  return replies;
}

test('any number of replies may arrive together', async () => {
  const reply = (n: number): string =>
    `250-Begin\r\n type=file;size=${n};modify=20260102030405;unique=fe00g229b5c; file ${n}.bin\r\n250 End.\r\n`;
  const replies = await repliesTo(Array.from({ length: 3000 }, (_, n) => reply(n)).join(''));
  expect(replies).toHaveLength(3000);
  expect(replies.at(-1)).toContain('size=2999;');
});

test('a single reply that never ends is not waited for', async () => {
  expect(await repliesTo(`211-Begin\r\n${' and so on\r\n'.repeat(20_000)}`)).toEqual([]);
});
