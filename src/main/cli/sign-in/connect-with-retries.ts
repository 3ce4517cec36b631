import { problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { ProfileId, KeptSecret } from '../../../shared/profile/profile.js';
import type { ProxyPlace } from '../../../shared/connection/proxy.js';
import { isOverSsh } from '../../../shared/profile/remote.js';
import type { Dialogue } from '../../targets/open-target.js';
import { accountFor } from '../../credentials/credentials.js';
import { encryptedAccounts } from '../../credentials/encrypted-secrets.js';
import { makeRemoteFolder } from '../sync/remote-folder.js';
import { profileOptionsOf } from '../sync/request.js';
import type { Options } from '../options/read-options.js';
import { levelOf } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { LEVEL_OF } from '../output/text-reporter.js';
import type { RemoteArgument } from '../target-arguments/local-and-remote.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import type { CliContext } from '../cli-context.js';
import {
  findCredentials,
  findPassphrase,
  findProxyPassword,
  type Credentials,
  type Sources,
} from './find-credentials.js';
import { askerFor, sourcesOf, store } from './sources.js';
import { accountOf, toStored } from './stored.js';
import { signInText } from '../text/sign-in.js';

/** Which folder to connect, and the options for that. */
export interface ConnectionRequest {
  readonly remote: RemoteArgument;
  readonly options: Options;
  /** The profile of the application that it belongs to, under whose name the keyring has the password. */
  readonly application?: ProfileId | undefined;
  /** What carries the line, where it is not the plain network. */
  readonly proxy?: ProxyPlace | undefined;
}

/** How often somebody may mistype a password. */
const ATTEMPTS = 3;

/** What has been found out or done so far to get connected. */
export interface Attempt {
  readonly found: Credentials;
  /** What opens the private key; `''` where nothing is known to. */
  readonly passphrase: string;
  /** `''` where the proxy wants no sign-in, or there is none. */
  readonly proxyPassword: string;
  readonly trusted: string | undefined;
  readonly folderMade: boolean;
  /** Passwords that were asked for because one was refused. */
  readonly askedAgain: number;
}

/** What `connect` is given beside the attempt. */
export interface ConnectionHooks {
  /** To be called once connected: from then on nothing is tried again. */
  readonly reached: () => Promise<void>;
  /** Gets the dialogue with the server, where somebody wants to see it. */
  readonly dialogue: Dialogue | undefined;
}

/**
 * Calls `connect`, again and again as long as the options or somebody at the terminal can fix what keeps it from connecting: a wrong
 * password, an unknown certificate or host key, a missing folder. Rejects as `connect` does for everything else.
 */
export async function connectWithRetries<T>(
  place: ConnectionRequest,
  context: CliContext,
  reporter: Reporter,
  connect: (attempt: Attempt, connecting: ConnectionHooks) => Promise<T>,
): Promise<T> {
  const { options, remote } = place;
  const host = remote.address.kind === 'server' ? remote.address.host : '';
  const sources = sourcesFor(place, context, reporter);
  const found = await findCredentials(remote, sources, options.prompt === true);
  if (host !== '') reporter.remark('detail', signInText.passwordFrom(found.from));
  if (place.proxy !== undefined && place.proxy.password !== '' && options.proxy !== undefined) {
    reporter.remark('warning', signInText.passwordInProxy);
  }
  const dialogue =
    levelOf(options) < LEVEL_OF.dialogue ? undefined : (said: string) => reporter.remark('dialogue', said);
  const passphrase = await findPassphrase(remote, sources);
  const proxyPassword = host === '' ? '' : await findProxyPassword(place.proxy, sources);
  let attempt: Attempt = {
    found,
    passphrase,
    proxyPassword,
    trusted: options.trust,
    folderMade: false,
    askedAgain: 0,
  };
  for (;;) {
    const state = { reached: false };
    const signedIn = attempt;
    const reached = async (): Promise<void> => {
      state.reached = true;
      if (options.storePassword === true) await storeSecrets(place, signedIn, reporter);
    };
    try {
      return await connect(attempt, { reached, dialogue });
    } catch (error) {
      const problem = problemOf(error);
      if (state.reached || context.signal.aborted || problem.side !== 'remote') throw error;
      const next = await nextAttempt(problem, attempt, place, context, reporter);
      if (next === undefined) throw error;
      attempt = next;
    }
  }
}

async function storeSecrets(
  { application, remote, proxy }: ConnectionRequest,
  { found, passphrase, proxyPassword }: Attempt,
  reporter: Reporter,
): Promise<void> {
  if (remote.address.kind !== 'server') return;
  const account = application ?? accountOf(remote.address, remote.userName);
  if (found.password !== '') {
    await store(account, 'password', application === undefined ? toStored(found) : found.password, reporter);
  }
  if (passphrase !== '') await store(account, 'passphrase', passphrase, reporter);
  if (proxy !== undefined && proxyPassword !== '') {
    await store(application ?? proxy.url, 'proxy', proxyPassword, reporter);
  }
}

/** What to try next; `undefined` where nothing is left. */
async function nextAttempt(
  problem: Problem,
  attempt: Attempt,
  place: ConnectionRequest,
  context: CliContext,
  reporter: Reporter,
): Promise<Attempt | undefined> {
  const { options, remote } = place;
  const asker = askerFor(options, context);
  switch (problem.kind) {
    case 'folder-missing': {
      // S1: a dry run makes nothing.
      if (options.createFolder !== true || options.dryRun === true || attempt.folderMade) return undefined;
      const { found, passphrase, proxyPassword, trusted } = attempt;
      const signIn = {
        userName: found.userName,
        password: found.password,
        passphrase,
        proxyPassword,
        trustedCertificate: trusted,
      };
      await makeRemoteFolder(
        remote.address,
        signIn,
        profileOptionsOf(options, remote.address),
        context.signal,
      );
      reporter.remark('note', signInText.folderCreated);
      return { ...attempt, folderMade: true };
    }
    case 'certificate-unknown':
    case 'certificate-changed': {
      const { certificate } = problem;
      if (certificate === undefined || certificate.fingerprint === attempt.trusted) return undefined;
      // An unknown key can be trusted at first sight; a changed one may belong to an attacker in between.
      const unknown = problem.kind === 'certificate-unknown';
      if (unknown && options.verifyHostKeys === false && isOverSsh(remote.address)) {
        reporter.remark('warning', signInText.hostKeyAccepted(problem.what));
        return { ...attempt, trusted: certificate.fingerprint };
      }
      // A changed one may belong to an attacker, so it takes --trust.
      if (asker === undefined || problem.kind === 'certificate-changed') return undefined;
      reporter.remark('warning', problem.what);
      reporter.remark('note', signInText.fingerprint(certificate.fingerprint, certificate.subject));
      reporter.pause();
      const answer = await asker.line(signInText.trust);
      return answer?.trim().toLowerCase() === 'y'
        ? { ...attempt, trusted: certificate.fingerprint }
        : undefined;
    }
    case 'key-locked': {
      if (asker === undefined || attempt.askedAgain >= ATTEMPTS) return undefined;
      const { ask } = sourcesFor(place, context, reporter);
      if (ask === undefined) return undefined;
      reporter.remark('warning', problem.what);
      const passphrase = await ask.passphrase();
      const { userName } = attempt.found;
      const found: Credentials =
        passphrase === ''
          ? { userName, password: await ask.password(userName), from: 'prompt' }
          : attempt.found;
      return { ...attempt, found, passphrase, askedAgain: attempt.askedAgain + 1 };
    }
    case 'sign-in-refused': {
      if (asker === undefined || attempt.askedAgain >= ATTEMPTS || remote.address.kind === 'folder')
        return undefined;
      const { ask } = sourcesFor(place, context, reporter);
      if (ask === undefined) return undefined;
      reporter.remark('warning', problem.what);
      const userName = attempt.found.userName === '' ? await ask.userName() : attempt.found.userName;
      const password = await ask.password(userName);
      return {
        ...attempt,
        found: { userName, password, from: 'prompt' },
        askedAgain: attempt.askedAgain + 1,
      };
    }
    default:
      return undefined;
  }
}

/** Where to look for who signs in to a place. A profile says who that is: another one would see another folder. */
export function sourcesFor(
  { options, remote: { address, userName }, application }: ConnectionRequest,
  context: CliContext,
  reporter: Reporter,
): Sources {
  const sources = sourcesOf(options, context, reporter, address.kind === 'server' ? address.host : '');
  if (application === undefined) return sources;
  const { environment, keyring, netrc, ask } = sources;
  const fromKeyring = async (_account: string, kind: KeptSecret): Promise<string | undefined> => {
    const secret = await keyring?.(application, kind);
    if (secret === undefined)
      await tellOfEncrypted(accountFor(application, kind), stateFolderOf(options, context), reporter);
    return secret === undefined || kind !== 'password' ? secret : toStored({ userName, password: secret });
  };
  const own = { environment, keyring: keyring && fromKeyring };
  return userName === '' ? own : { ...own, netrc, ask };
}

/** What the window has saved encrypted cannot be decrypted without it. */
async function tellOfEncrypted(account: string, folder: string, reporter: Reporter): Promise<void> {
  const accounts = await encryptedAccounts(folder).catch(() => new Set<string>());
  if (accounts.has(account)) reporter.remark('warning', signInText.encryptedByWindow);
}
