import { release } from 'node:os';
import { app, clipboard, dialog, shell } from 'electron';
import { assertNever } from '../../shared/assert-never.js';
import type { AppCommandId } from '../../shared/commands.js';
import { placeOfNewSecrets, type KeyringState } from '../../shared/ipc.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { Settings } from '../../shared/settings.js';
import type { Log } from './diagnostics/log.js';
import { diagnosticsReport } from './diagnostics/report.js';
import { appText } from './text.js';
import type { MainWindow } from './window/main-window.js';

export interface AppCommandParts {
  readonly window: Pick<MainWindow, 'zoom' | 'native'>;
  readonly log: Pick<Log, 'end' | 'failure'>;
  /** The file that the log is written to. */
  readonly logFile: string;
  readonly settings: Settings;
  readonly profiles: readonly Profile[];
  readonly keyring: () => Promise<KeyringState>;
}

/** How much of the log goes into diagnostics, in characters. */
const LOG_END = 20_000;

/** Carries out a command that needs no page. Never throws. */
export function runAppCommand(id: AppCommandId, parts: AppCommandParts): void {
  switch (id) {
    case 'zoom-in':
      parts.window.zoom(1);
      return;
    case 'zoom-out':
      parts.window.zoom(-1);
      return;
    case 'zoom-reset':
      parts.window.zoom(0);
      return;
    case 'show-logs':
      // A file of our own, which nobody else can name.
      shell.showItemInFolder(parts.logFile);
      return;
    case 'copy-diagnostics':
      copyDiagnostics(parts).catch((error: unknown) =>
        parts.log.failure('The diagnostics could not be copied', error),
      );
      return;
    default:
      assertNever(id);
  }
}

async function copyDiagnostics({ window, log, settings, profiles, keyring }: AppCommandParts): Promise<void> {
  const { electron, chrome, node } = process.versions;
  const environment = {
    version: app.getVersion(),
    runtime: { Electron: electron, Chromium: chrome, Node: node },
    system: `${process.platform} ${release()} ${process.arch}`,
    locale: app.getSystemLocale(),
    packaged: app.isPackaged,
    secrets: placeOfNewSecrets(await keyring(), settings),
  };
  await clipboard.writeText(diagnosticsReport(environment, settings, profiles, await log.end(LOG_END)));
  const { message, detail, ok } = appText.diagnosticsCopied;
  await dialog.showMessageBox(window.native, { type: 'info', message, detail, buttons: [ok] });
}
