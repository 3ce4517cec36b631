import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { refused, type Answer } from '../../../shared/ipc.js';
import type { ProfileStore } from '../../profiles/profile-store.js';
import { profilesText as text } from '../../profiles/text.js';
import { exportText } from '../../profiles/transfer/export-file.js';

/** The extension is in electron-builder.yml as well, so that such a file opens Evenkeel. */
const FILTERS = [{ name: text.fileKind, extensions: ['evenkeel'] }];

/** Takes profiles to a file, in the system's own dialog. */
export class ProfileExport {
  readonly #store: ProfileStore;
  readonly #window: () => BrowserWindow | undefined;
  readonly #logFailure: (what: string, error: unknown) => void;

  constructor(
    store: ProfileStore,
    window: () => BrowserWindow | undefined,
    logFailure: (what: string, error: unknown) => void,
  ) {
    this.#store = store;
    this.#window = window;
    this.#logFailure = logFailure;
  }

  /** Asks where to, and writes all profiles there. */
  async exportAll(): Promise<Answer<null>> {
    const owner = this.#window();
    if (owner === undefined) return { kind: 'ok', value: null };
    const { canceled, filePath } = await dialog.showSaveDialog(owner, {
      title: text.exportTitle,
      defaultPath: join(app.getPath('documents'), text.exportName),
      filters: FILTERS,
    });
    if (canceled || filePath === '') return { kind: 'ok', value: null };
    try {
      // Folders and user names are nobody else's business (S12).
      await writeFile(filePath, exportText(this.#store.list()), { mode: 0o600 });
      return { kind: 'ok', value: null };
    } catch (error) {
      this.#logFailure('Profiles could not be exported', error);
      return refused({ kind: 'other', ...text.notExported });
    }
  }
}
