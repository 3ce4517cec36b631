import { randomUUID } from 'node:crypto';
import { refused, type Answer } from '../../shared/ipc.js';
import type { ConnectionQuery } from '../../shared/connection/connection-draft.js';
import type { TestStep } from '../../shared/connection/connection-test.js';
import type { FolderBrowser, FolderPage } from '../../shared/connection/server-folders.js';
import { problemOf } from '../../shared/problem-error.js';
import type { Problem } from '../../shared/problem.js';
import type { KeptSecret, ProfileId } from '../../shared/profile/profile.js';
import type { ServerFolders } from '../session/connection/server-folders.js';
import { cleanRemote, type CleanRemote } from '../profiles/clean-remote.js';
import type { SignIn } from '../targets/open-target.js';
import { refusedDraft } from './profiles/draft-problems.js';
import { appText } from './text.js';

export interface ConnectionParts {
  /** `''` where the profile has none. Rejects where the keyring does not give it. */
  readonly secretOf: (id: ProfileId, kind: KeptSecret) => Promise<string>;
  /** Gets what must not stand in the log. */
  readonly conceal: (secret: string) => void;
  /** Gets the steps of the test that is under way after every change. */
  readonly reportSteps: (steps: readonly TestStep[]) => void;
}

/** Who signs in where, as it stands in a form. */
interface Asked {
  readonly remote: CleanRemote;
  readonly signIn: SignIn;
}

/** What the form of a profile asks of a server before the profile is saved: to be tried, and to show its folders. One of each at a time. */
export class Connections {
  readonly #parts: ConnectionParts;
  #test: AbortController | undefined;
  #browsing: { readonly id: string; readonly closing: AbortController; folders?: ServerFolders } | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** Tries a connection; with `writes` also whether a file can be written. Ends the test before it. */
  async test(query: ConnectionQuery, writes: boolean): Promise<Answer<readonly TestStep[]>> {
    this.#test?.abort();
    const stop = new AbortController();
    this.#test = stop;
    try {
      const asked = await this.#asked(query);
      if (asked.kind === 'refused') return asked;
      const { remote, signIn } = asked.value;
      const { testConnection } = await import('../session/connection/connection-test.js');
      const steps = await testConnection({
        address: remote.address,
        signIn,
        options: query.draft.options,
        writes,
        signal: stop.signal,
        tell: (now) => {
          if (this.#test === stop) this.#parts.reportSteps(now);
        },
      });
      return { kind: 'ok', value: steps };
    } finally {
      if (this.#test === stop) this.#test = undefined;
    }
  }

  stopTest(): void {
    this.#test?.abort();
  }

  /** Connects to a server to look at its folders. Lets go of the one before. */
  async openFolders(query: ConnectionQuery): Promise<Answer<FolderBrowser>> {
    await this.closeFolders();
    const id = randomUUID();
    const closing = new AbortController();
    this.#browsing = { id, closing };
    const asked = await this.#asked(query);
    if (asked.kind === 'refused') return asked;
    const { remote, signIn } = asked.value;
    const { address } = remote;
    if (address.kind !== 'server') return refused(refusedDraft({ kind: 'address' }));
    try {
      const { ServerFolders } = await import('../session/connection/server-folders.js');
      const folders = await ServerFolders.open({ address, signIn, options: query.draft.options }, closing);
      // Whoever closed the dialog meanwhile closed what there was, which was nothing.
      if (!this.#isOpen(id)) {
        await folders.close();
        return refused(CLOSED);
      }
      this.#browsing = { id, closing, folders };
      const { root, start, signIn: signedIn } = folders;
      return { kind: 'ok', value: { id, root, start, signIn: signedIn } };
    } catch (error) {
      return refused(problemOf(error));
    }
  }

  /** The folders in a folder of the server that was opened as `id`. */
  listFolders(id: string, folder: string): Promise<Answer<FolderPage>> {
    return this.#withFolders(id, (folders) => folders.list(folder));
  }

  /** Makes a folder there, and tells its path. */
  makeFolder(id: string, parent: string, name: string): Promise<Answer<string>> {
    return this.#withFolders(id, (folders) => folders.make(parent, name));
  }

  /** Ends looking at folders: `id`, or whatever it is. Never rejects. */
  async closeFolders(id?: string): Promise<void> {
    const browsing = this.#browsing;
    if (browsing === undefined || (id !== undefined && browsing.id !== id)) return;
    this.#browsing = undefined;
    browsing.closing.abort();
    await browsing.folders?.close();
  }

  /** Ends all that is under way. Never rejects. */
  async close(): Promise<void> {
    this.stopTest();
    await this.closeFolders();
  }

  #isOpen(id: string): boolean {
    return this.#browsing?.id === id;
  }

  async #withFolders<T>(id: string, work: (folders: ServerFolders) => Promise<T>): Promise<Answer<T>> {
    const browsing = this.#browsing;
    if (browsing?.id !== id || browsing.folders === undefined) return refused(CLOSED);
    try {
      return { kind: 'ok', value: await work(browsing.folders) };
    } catch (error) {
      return refused(problemOf(error));
    }
  }

  async #asked({ profileId, draft, secrets }: ConnectionQuery): Promise<Answer<Asked>> {
    const remote = cleanRemote(draft.remoteFolder);
    if (remote === undefined) return refused(refusedDraft({ kind: 'address' }));
    const secretOf = async (kind: KeptSecret): Promise<string> => {
      const change = secrets[kind];
      if (change.kind === 'set') return change.secret;
      return change.kind === 'keep' && profileId !== null ? this.#parts.secretOf(profileId, kind) : '';
    };
    try {
      const [password, passphrase, proxyPassword] = await Promise.all([
        remote.password === '' ? secretOf('password') : remote.password,
        secretOf('passphrase'),
        secretOf('proxy'),
      ]);
      for (const secret of [password, passphrase, proxyPassword])
        if (secret !== '') this.#parts.conceal(secret);
      const userName = remote.userName === '' ? draft.userName : remote.userName;
      const { trustedCertificate } = draft;
      return {
        kind: 'ok',
        value: { remote, signIn: { userName, password, passphrase, proxyPassword, trustedCertificate } },
      };
    } catch (error) {
      return refused(problemOf(error));
    }
  }
}

const CLOSED: Problem = {
  kind: 'connection-lost',
  ...appText.connectionClosed,
  side: 'remote',
};
