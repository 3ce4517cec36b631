import type { AppUpdater, Logger, UpdateCheckResult } from 'electron-updater';

/** Where the releases are; electron-builder.yml names the same. */
export const RELEASES = { provider: 'github', owner: 'evenkeel', repo: 'evenkeel' } as const;

/** Where newer versions come from. */
export interface UpdateSource {
  /** The newest version that was released. Rejects where that cannot be found out. */
  readonly newest: () => Promise<string>;
  /**
   * Downloads the version that `newest` told, and checks it: its checksum everywhere, its signature where the system has signatures. Rejects where
   * it is not what was released, and keeps nothing of it then.
   */
  readonly download: (onPercent: (percent: number) => void) => Promise<void>;
  /** Ends a download, which then rejects. */
  readonly cancel: () => void;
  /** Has what was downloaded take the place of this program, which it ends and starts again. Calls `onFailure` where that cannot be done. */
  readonly install: (onFailure: (error: unknown) => void) => void;
}

export interface UpdateSourceOptions {
  readonly platform: NodeJS.Platform;
  /** A file that says where the releases are, in place of `RELEASES`: for trials. */
  readonly configFile?: string | undefined;
  readonly logger: Logger;
  /** Makes the updater in another way: for tests without Electron. */
  readonly makeUpdater?: (() => AppUpdater) | undefined;
}

/** Opens the source of the releases. Nothing is asked or downloaded by itself, and nothing is installed when the program ends. */
export async function openUpdateSource(options: UpdateSourceOptions): Promise<UpdateSource> {
  const updater = options.makeUpdater?.() ?? (await updaterFor(options.platform));
  updater.logger = options.logger;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  // It asks how this program was installed as well, and refuses where it could not replace it: we only look then.
  updater.forceDevUpdateConfig = true;
  if (options.configFile === undefined) updater.setFeedURL(RELEASES);
  else updater.updateConfigPath = options.configFile;
  let token: UpdateCheckResult['cancellationToken'];
  return {
    newest: async () => {
      const result = await updater.checkForUpdates();
      if (result === null) throw new Error('The updater is not active.');
      token = result.cancellationToken;
      return result.updateInfo.version;
    },
    download: async (onPercent) => {
      const onProgress = ({ percent }: { readonly percent: number }): void => onPercent(percent);
      updater.on('download-progress', onProgress);
      try {
        await updater.downloadUpdate(token);
      } finally {
        updater.off('download-progress', onProgress);
      }
    },
    cancel: () => token?.cancel(),
    install: (onFailure) => {
      updater.once('error', onFailure);
      updater.quitAndInstall(false, true);
    },
  };
}

/** Loaded when it is needed: hardly any start of the program needs it. */
async function updaterFor(platform: NodeJS.Platform): Promise<AppUpdater> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('./load-updater.js');
  switch (platform) {
    case 'win32':
      return new NsisUpdater();
    case 'darwin':
      return new MacUpdater();
    default:
      return new AppImageUpdater();
  }
}
