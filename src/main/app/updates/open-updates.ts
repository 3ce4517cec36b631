import { join } from 'node:path';
import { app, shell } from 'electron';
import type { UpdateState } from '../../../shared/update.js';
import { installationOf } from './installation.js';
import { isVersion } from './newer.js';
import { readInstallation } from './read-installation.js';
import { UpdateService } from './update-service.js';
import { openUpdateSource, RELEASES } from './update-source.js';

const PAGE = `https://github.com/${RELEASES.owner}/${RELEASES.repo}/releases`;

export interface UpdatesOptions {
  readonly onState: (state: UpdateState) => void;
  readonly mayAsk: () => boolean;
  readonly log: {
    readonly info: (what: string) => void;
    readonly failure: (what: string, error: unknown) => void;
  };
}

/**
 * The updates of this program, which looks for newer versions by itself from now on. A checkout can be told by `EVENKEEL_UPDATE_TRIAL` to behave as if it were installed: the folder holds what an installed
 * program has in its resources. What is installed does not look at that.
 */
export function openUpdates({ onState, mayAsk, log }: UpdatesOptions): UpdateService {
  const { platform, env, execPath: program } = process;
  const trial = app.isPackaged ? undefined : env['EVENKEEL_UPDATE_TRIAL'];
  const resources = trial ?? process.resourcesPath;
  const info = (said: unknown): void => log.info(`Updates: ${String(said)}`);
  const updates = new UpdateService({
    running: app.getVersion(),
    installation: async () => {
      const isPackaged = app.isPackaged || trial !== undefined;
      const inStore = process.mas || process.windowsStore;
      return installationOf(
        await readInstallation({ platform, isPackaged, resources, program, env, inStore }),
      );
    },
    source: async () => {
      const source = await openUpdateSource({
        platform,
        configFile: trial === undefined ? undefined : join(trial, 'app-update.yml'),
        logger: { info, warn: info, error: info },
      });
      return {
        ...source,
        install: (onFailure) => {
          // The new version starts while this one still ends.
          app.releaseSingleInstanceLock();
          source.install(onFailure);
        },
      };
    },
    onState,
    mayAsk,
    endToInstall: () => app.quit(),
    // An address of our own; the version that a server named is one, and nothing else.
    openPage: (version) =>
      shell.openExternal(version !== undefined && isVersion(version) ? `${PAGE}/tag/v${version}` : PAGE),
    logFailure: log.failure,
  });
  updates.begin();
  return updates;
}
