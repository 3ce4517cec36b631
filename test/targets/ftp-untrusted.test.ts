import { afterEach, describe, expect, test } from 'vitest';
import { openTarget, type TargetOptions } from '../../src/main/targets/open-target.js';
import type { Target } from '../../src/main/targets/target.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile-options.js';
import { startScriptedFtp, type Script, type ScriptedFtp } from '../servers/scripted-ftp.js';
import { get, list, NEVER, noise, put } from './contract.js';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function scripted(
  script: Script,
  options: Partial<TargetOptions> = {},
): Promise<{ readonly server: ScriptedFtp; readonly target: Target }> {
  const server = await startScriptedFtp(script);
  cleanups.push(() => server.stop());
  const target = openTarget(
    { kind: 'server', protocol: 'ftp', host: '127.0.0.1', port: server.port, path: '' },
    'remote',
    { userName: 'x', password: 'x' },
    { ...DEFAULT_OPTIONS, ...options },
  );
  cleanups.push(() => target.close());
  return { server, target };
}

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
