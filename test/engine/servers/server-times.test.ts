import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  FEATURES,
  OLD_FEATURES,
  type Script,
  type ScriptedFtp,
} from '../../servers/scripted/scripted-ftp.js';
import { NEVER, put } from '../../targets/contract/support/tools.js';
import { scripted } from '../../targets/support/scripted.js';
import type { Pair } from '../support/pair.js';
import { scriptedPair } from '../support/scripted-pair.js';

let pair: Pair | undefined;
afterEach(() => pair?.remove());

const HOUR_MS = 3_600_000;

/** Confirms every MFMT, and gives the file what `kept` makes of the time; `undefined` leaves it as it is. */
function keeping(kept: (ms: number) => number | undefined, old = false): Script & { server?: ScriptedFtp } {
  const script: Script & { server?: ScriptedFtp } = {
    features: old ? [...OLD_FEATURES, 'MFMT'] : FEATURES,
    answer: async (command, { say }) => {
      const [, time, path] = /^MFMT (\d{14}) (.*)$/.exec(command) ?? [];
      if (time === undefined || path === undefined || script.server === undefined) return false;
      const ms = kept(Date.parse(time.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z')));
      if (ms !== undefined) await utimes(join(script.server.root, path), ms / 1000, ms / 1000);
      say(`213 Modify=${time}; ${path}`);
      return true;
    },
  };
  return script;
}

const SERVERS: readonly (readonly [string, (ms: number) => number | undefined, number | undefined])[] = [
  ['does it', (ms) => ms, 1000],
  ['does not do it', () => undefined, undefined],
  ['knows only every second second', (ms) => Math.floor(ms / 2000) * 2000, 2000],
  ['knows only minutes', (ms) => Math.floor(ms / 60_000) * 60_000, 60_000],
  ['tells it in another zone', (ms) => ms + HOUR_MS, undefined],
];

describe.each(SERVERS)('a server that says that it sets times, and %s', (_what, kept, stepMs) => {
  it.each([false, true])('is known by what it reports, and promises no more (old: %s)', async (old) => {
    const script = keeping(kept, old);
    const { server, target } = await scripted(script);
    script.server = server;
    await target.connect(NEVER);
    for (const name of ['one', 'two']) {
      const written = await put(target, name, 'x');
      expect(await target.stat(name, NEVER)).toEqual(written);
    }
    expect(target.features.setsTimesToMs).toBe(stepMs);
    const asked = server.commands.filter((command) => command.startsWith('MFMT')).length;
    expect(asked).toBe(kept(0) === undefined ? 1 : 2);
  });

  it('causes no needless transfer (S10)', async () => {
    const script = keeping(kept);
    const { created, server } = await scriptedPair({ a: 'one', b: 'two', c: 'three' }, script);
    pair = created;
    script.server = server;
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    await pair.put('local', { b: 'edit' });
    expect(await pair.planned()).toEqual({ b: 'copy to remote' });
    await pair.sync();
    expect(await pair.planned()).toEqual({});
  });
});
