import { problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { ProfileId, KeptSecret } from '../../../shared/profile/profile.js';
import type { ProxyPlace } from '../../../shared/proxy.js';
import { isOverSsh } from '../../../shared/profile/remote.js';
import type { Dialogue } from '../../targets/open-target.js';
import { makeRemoteFolder } from '../sync/remote-folder.js';
import { profileOptionsOf } from '../sync/request.js';
import type { Options } from '../options/read-options.js';
import { levelOf } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { LEVEL_OF } from '../output/text-reporter.js';
import type { RemotePlace } from '../target-arguments/places.js';
import type { CliContext } from '../cli-context.js';
import {
  findCredentials,
  findPassphrase,
  findProxyPassword,
  type Found,
  type Sources,
} from './find-credentials.js';
import { askerFor, sourcesOf, store } from './sources.js';
import { accountOf, toStored } from './stored.js';

/** What is to be reached, and what was said about how. */
export interface Place {
  readonly remote: RemotePlace;
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
  readonly found: Found;
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
export interface Connecting {
  /** To be called once connected: from then on nothing is tried again. */
  readonly reached: () => Promise<void>;
  /** Gets the dialogue with the server, where somebody wants to see it. */
  readonly dialogue: Dialogue | undefined;
}

/**
 * Calls `connect`, again and again as long as what keeps it from connecting can be mended where the options or somebody at the
 * terminal say how: a wrong password, an unknown certificate or host key, a folder that is to be made. Rejects as `connect` does for all
 * else.
 */
export async function persistently<T>(
  place: Place,
  shell: CliContext,
  reporter: Reporter,
  connect: (attempt: Attempt, connecting: Connecting) => Promise<T>,
): Promise<T> {
  const { options, remote } = place;
  const host = remote.address.kind === 'server' ? remote.address.host : '';
  const sources = sourcesFor(place, shell, reporter);
  const found = await findCredentials(remote, sources, options.prompt === true);
  if (host !== '') reporter.remark('detail', `The password comes from: ${found.from}.`);
  if (place.proxy !== undefined && place.proxy.password !== '' && options.proxy !== undefined) {
    reporter.remark(
      'warning',
      'A password in --proxy can be read by others in the list of processes. Use the keyring or EVENKEEL_PROXY_PASSWORD.',
    );
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
      if (state.reached || shell.signal.aborted || problem.side !== 'remote') throw error;
      const next = await mended(problem, attempt, place, shell, reporter);
      if (next === undefined) throw error;
      attempt = next;
    }
  }
}

async function storeSecrets(
  { application, remote, proxy }: Place,
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
async function mended(
  problem: Problem,
  attempt: Attempt,
  place: Place,
  shell: CliContext,
  reporter: Reporter,
): Promise<Attempt | undefined> {
  const { options, remote } = place;
  const asker = askerFor(options, shell);
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
      await makeRemoteFolder(remote.address, signIn, profileOptionsOf(options, remote.address), shell.signal);
      reporter.remark('note', 'The remote folder was missing and has been created.');
      return { ...attempt, folderMade: true };
    }
    case 'certificate-unknown':
    case 'certificate-changed': {
      const { certificate } = problem;
      if (certificate === undefined || certificate.fingerprint === attempt.trusted) return undefined;
      // A key that is not known can be taken on trust; one that is not the known one may belong to somebody in between.
      const unknown = problem.kind === 'certificate-unknown';
      if (unknown && options.verifyHostKeys === false && isOverSsh(remote.address)) {
        reporter.remark('warning', `${problem.what} It is accepted anyway (--no-verify-host-keys).`);
        return { ...attempt, trusted: certificate.fingerprint };
      }
      // One that changed is nothing to be waved through.
      if (asker === undefined || problem.kind === 'certificate-changed') return undefined;
      reporter.remark('warning', problem.what);
      reporter.remark(
        'note',
        `Its SHA-256 fingerprint is ${certificate.fingerprint} (${certificate.subject}).`,
      );
      reporter.pause();
      const answer = await asker.line('Trust it for this run? (y/N) ');
      return answer?.trim().toLowerCase() === 'y'
        ? { ...attempt, trusted: certificate.fingerprint }
        : undefined;
    }
    case 'key-locked': {
      if (asker === undefined || attempt.askedAgain >= ATTEMPTS) return undefined;
      const { ask } = sourcesFor(place, shell, reporter);
      if (ask === undefined) return undefined;
      reporter.remark('warning', problem.what);
      const passphrase = await ask.passphrase();
      const { userName } = attempt.found;
      const found: Found =
        passphrase === ''
          ? { userName, password: await ask.password(userName), from: 'prompt' }
          : attempt.found;
      return { ...attempt, found, passphrase, askedAgain: attempt.askedAgain + 1 };
    }
    case 'sign-in-refused': {
      if (asker === undefined || attempt.askedAgain >= ATTEMPTS || remote.address.kind === 'folder')
        return undefined;
      const { ask } = sourcesFor(place, shell, reporter);
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
  { options, remote: { address, userName }, application }: Place,
  shell: CliContext,
  reporter: Reporter,
): Sources {
  const sources = sourcesOf(options, shell, reporter, address.kind === 'server' ? address.host : '');
  if (application === undefined) return sources;
  const { environment, keyring, netrc, ask } = sources;
  const fromKeyring = async (_account: string, kind: KeptSecret): Promise<string | undefined> => {
    const secret = await keyring?.(application, kind);
    return secret === undefined || kind !== 'password' ? secret : toStored({ userName, password: secret });
  };
  const own = { environment, keyring: keyring && fromKeyring };
  return userName === '' ? own : { ...own, netrc, ask };
}
