import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

test('whoever makes no use of SFTP does not wait until SSH is loaded', async () => {
  const { openTarget } = await import('./open-target.js');
  expect(openTarget).toBeTypeOf('function');
  const { cache } = createRequire(import.meta.url);
  expect(Object.keys(cache).filter((file) => /[\\/](ssh2|@noble)[\\/]/.test(file))).toEqual([]);
});
