import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Target } from '../../../src/main/targets/target.js';
import { startScriptedFtp, type Script, type ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { targetOf } from '../contract/support/ftp.js';

type Changes = Parameters<typeof targetOf>[1];

/** A server that does as it is told, with a new folder of its own, and how to get at it. */
export interface ScriptedSide {
  readonly server: ScriptedFtp;
  /** Where the folder that targets show lies on the disk. */
  readonly root: string;
  readonly own: () => Promise<void>;
  /** Makes a target; not connected. */
  readonly open: () => Target;
  /** Removes the folder as well. */
  readonly stop: () => Promise<void>;
}

/** Starts such a server. */
export async function scriptedSide(
  script: Script = {},
  changes: Changes = {},
  host?: string,
): Promise<ScriptedSide> {
  const root = await mkdtemp(join(tmpdir(), 'evenkeel-scripted-'));
  const server = await startScriptedFtp(root, script, host);
  return {
    server,
    root: join(root, changes.path ?? ''),
    own: () => Promise.resolve(),
    open: () => targetOf(server, changes),
    stop: async () => {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The same with a target for it, not connected; both end with the test. */
export async function scripted(
  script: Script = {},
  changes: Changes = {},
): Promise<{ readonly server: ScriptedFtp; readonly target: Target }> {
  const { server, open, stop } = await scriptedSide(script, changes);
  const target = open();
  onTestFinished(async () => {
    await target.close();
    await stop();
  });
  return { server, target };
}
