import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { get, NEVER, problemOf, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

/** Small files that go up beside the one that matters. */
const OTHERS = 20;

test('a small file whose line broke goes up alone the next time, and keeps nobody waiting', async () => {
  let broken = false;
  const { server, target } = await scripted(
    {
      answer: (command, { cut }) => {
        if (broken || !command.startsWith('STOR ')) return false;
        broken = true;
        cut();
        return true;
      },
    },
    { connections: 2 },
  );
  await target.connect(NEVER);
  expect(await problemOf(put(target, 'odd', 'x'))).toBe('connection-lost');

  const begun = server.count('STOR');
  const held = Promise.withResolvers<undefined>();
  const slowly = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from('1');
    await held.promise;
    yield Buffer.from('2');
  };
  const again = put(target, 'odd', Readable.from(slowly()), { size: 2 });
  await expect.poll(() => server.count('STOR')).toBe(begun + 1);
  // Any of them that shared its connection would have to wait for it.
  await Promise.all(Array.from({ length: OTHERS }, (_, index) => put(target, `other ${index}`, 'x')));
  held.resolve(undefined);
  await again;
  expect((await get(target, 'odd')).toString()).toBe('12');
});
