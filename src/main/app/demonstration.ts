import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../shared/problem-error.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { ProfileDesk } from './profile-service.js';

/** Makes the folder in which everything of a demonstration lives. Synchronous, because it must be there before Electron is ready. */
export function makeDemoFolder(): string {
  return mkdtempSync(join(tmpdir(), 'evenkeel-demo-'));
}

export interface Demonstration {
  readonly profileId: ProfileId;
  readonly stop: () => Promise<void>;
}

/** Starts the demonstration: its server, its profile, its folders made even and then edited, and a comparison under way. */
export async function demonstrate(folder: string, desk: ProfileDesk): Promise<Demonstration> {
  // Loaded only here: the server is no part of ordinary use.
  const { startDemo } = await import('../demo/demo.js');
  const demo = await startDemo(join(folder, 'demo'));
  try {
    const saved = await desk.save(null, demo.profile, {
      password: { kind: 'set', secret: demo.password },
      passphrase: { kind: 'keep' },
      proxy: { kind: 'keep' },
    });
    if (saved.kind === 'refused') throw new ProblemError(saved.problem);
    const { id } = saved.value.profile;
    await demo.seed(async () => {
      const result = await desk.activityOf(id)?.compareAndRun('window', true);
      if (result?.kind === 'not-run') throw new ProblemError(result.problem);
      if (result?.kind === 'ran' && result.report.end.kind === 'broken-off') {
        throw new ProblemError(result.report.end.problem);
      }
    });
    desk.activityOf(id)?.compare();
    return { profileId: id, stop: demo.stop };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}
