import { join } from 'node:path';
import { ProblemError } from '../../shared/problem-error.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { Credentials } from '../credentials/credentials.js';
import { EncryptedSecrets } from '../credentials/encrypted-secrets.js';
import { openKeyring } from '../credentials/keyring.js';
import type { Log } from './diagnostics/log.js';
import type { ProfileService } from './profiles/profile-service.js';
import type { SettingsStore } from './settings/settings-store.js';
import { systemCipher, systemEncrypts } from './settings/system-cipher.js';
import { appText } from './text.js';

export interface Demonstration {
  readonly profileId: ProfileId;
  readonly stop: () => Promise<void>;
}

/** Starts the demonstration: its server, its profile, its folders brought in sync and then edited, and a comparison under way. */
export async function demonstrate(folder: string, service: ProfileService): Promise<Demonstration> {
  // Loaded only here: the server is no part of ordinary use, and an installed application comes without it.
  const { startDemo } = await import('../demo/demo.js').catch((cause: unknown) => {
    throw new ProblemError({ kind: 'other', ...appText.noDemo }, { cause });
  });
  const demo = await startDemo(join(folder, 'demo'));
  try {
    const saved = await service.save(null, demo.profile, {
      password: { kind: 'set', secret: demo.password },
      passphrase: { kind: 'keep' },
      proxy: { kind: 'keep' },
    });
    if (saved.kind === 'refused') throw new ProblemError(saved.problem);
    const { id } = saved.value.profile;
    await demo.seed(async () => {
      const result = await service.activityOf(id)?.compareAndRun({ trigger: 'window' }, true);
      if (result?.kind === 'not-run') throw new ProblemError(result.problem);
      if (result?.kind === 'ran' && result.report.end.kind === 'broken-off') {
        throw new ProblemError(result.report.end.problem);
      }
    });
    service.activityOf(id)?.compare();
    return { profileId: id, stop: demo.stop };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

/** Where passwords are kept: a demonstration touches nothing of the person’s own. */
export function credentialsOptions({
  demoFolder,
  log,
  settings,
  userData,
}: {
  readonly demoFolder?: string | undefined;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly userData: string;
}): ConstructorParameters<typeof Credentials>[0] {
  const demo = demoFolder !== undefined;
  return {
    openKeyring: demo ? undefined : openKeyring,
    encrypted: demo ? undefined : new EncryptedSecrets(userData, systemCipher),
    canEncrypt: systemEncrypts,
    wantsEncrypted: settings.settings.withoutKeyring === 'encrypted',
    whyNone: demo ? appText.keyring.demo : appText.keyring.none,
    conceal: log.conceal,
    logFailure: log.failure,
  };
}
