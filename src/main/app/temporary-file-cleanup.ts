import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes the folder in which everything of a demonstration lives. Synchronous, because it must be there before Electron is ready. */
export function makeDemoFolder(): string {
  return mkdtempSync(join(tmpdir(), 'evenkeel-demo-'));
}

/**
 * Runs in a process of its own, so it can use nothing from around it: waits until its input ends, which it does when the
 * application is gone in whatever way, and then removes `folder` until it stays away.
 */
async function sweep(folder: string): Promise<void> {
  const { access, rm } = process.getBuiltinModule('node:fs/promises');
  const { setTimeout: pause } = process.getBuiltinModule('node:timers/promises');
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.on('close', resolve));
  // Chromium's other processes outlive the first one a little, and may write once more.
  for (let quiet = 0, tries = 0; quiet < 4 && tries < 40; tries += 1) {
    quiet = await access(folder).then(
      () => 0,
      () => quiet + 1,
    );
    if (quiet === 0) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await pause(250);
  }
}

/** Sees to it that `folder` is gone after the application, even if that is killed. */
export function cleanUpAfterwards(folder: string, logFailure: (what: string, error: unknown) => void): void {
  const program = `(${sweep.toString()})(${JSON.stringify(folder)})`;
  const child = spawn(process.execPath, ['-e', program], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.on('error', (error) => logFailure('Nobody will remove the demonstration’s folder', error));
  child.unref();
}
