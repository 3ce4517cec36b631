import { describe, expect, test } from 'vitest';
import { get, list, NEVER, noise, put } from './contract.js';
import { scripted } from './scripted.js';

describe('replies', () => {
  test('that come byte by byte are read as those that come whole', async () => {
    const { server, target } = await scripted({ byteByByte: true });
    await target.connect(NEVER);
    await put(target, 'file', noise(123_456));
    expect((await get(target, 'file')).equals(noise(123_456))).toBe(true);
    expect((await list(target, '')).get('file')).toMatchObject({ size: 123_456 });
    expect(server.connections()).toBeLessThan(8);
  });
});
