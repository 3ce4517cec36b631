import { dirname } from 'node:path';
import type { Sides } from '../../shared/entry/entry.js';
import { ProblemError } from '../../shared/problem-error.js';
import type { Profile, KeptSecret } from '../../shared/profile/profile.js';
import { isOverSsh } from '../../shared/profile/remote.js';
import { wantsSignIn } from '../../shared/proxy.js';
import { openServerMemory } from '../state/server-findings-file.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import { openTarget, type Dialogue } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';
import { withProvenMemory, type MemoryPlace } from './former-memory.js';
import { onceMore } from './last-run.js';
import { pairOf, remoteOf, targetOptionsOf } from './pair.js';

/** How long work waits for connections to be taken leave of, in milliseconds. */
const FAREWELL_MS = 2_000;

export interface BothSides {
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  /** Where that lies. */
  readonly place: MemoryPlace;
  /** As in `Memory`. */
  readonly meantOther?: boolean | undefined;
}

export interface BothSidesOptions {
  readonly profile: Profile;
  readonly stateFile: string;
  /** Where the pair may have been remembered when `ftp://host/` was the folder in which one is signed in. */
  readonly former?: MemoryPlace | undefined;
  /** What a server is told of the user, or a key opened with; `''` where there is none. Rejects where the keyring does not give it. */
  readonly secret: (kind: KeptSecret) => Promise<string>;
  /** Where the program keeps its own state, besides the state file: absolute paths of folders and files. */
  readonly ownPlaces: readonly string[];
  readonly signal: AbortSignal;
  /** Gets the dialogue with the server. */
  readonly dialogue?: Dialogue | undefined;
}

/**
 * Opens what is remembered of a profile and connects both its sides, lets `work` use them, and closes them whatever comes.
 * Rejects with a `ProblemError` for what could not be reached. Where what was remembered turns out damaged (it has been set
 * aside), it rejects once to tell so; the next call begins afresh.
 */
export async function withBothSides<T>(
  options: BothSidesOptions,
  work: (sides: BothSides) => Promise<T>,
): Promise<T> {
  const { profile, stateFile, former } = options;
  // Both take their time, and neither needs the other.
  const place = { file: stateFile, pair: pairOf(profile) };
  const opening = openState(place);
  const inVain = new AbortController();
  const unusable = opening.then(
    ({ damaged }) => damaged !== undefined,
    () => true,
  );
  void unusable.then((is) => is && inVain.abort());
  const signal = AbortSignal.any([options.signal, inVain.signal]);
  try {
    return await connected({ ...options, signal }, async (targets) => {
      const { store, damaged } = await opening;
      if (damaged !== undefined) throw new ProblemError(onceMore(damaged));
      return await withProvenMemory({ state: store, place }, former, targets.remote, (memory) =>
        work({ targets, ...memory }),
      );
    });
  } catch (error) {
    const { damaged } = await opening;
    // Connecting was given up for it, or failed beside it: this is told once only.
    throw damaged === undefined ? error : new ProblemError(onceMore(damaged));
  } finally {
    await opening.then(
      ({ store }) => store.close(),
      () => undefined,
    );
  }
}

async function connected<T>(
  { profile, stateFile, ownPlaces, secret, signal, dialogue }: BothSidesOptions,
  work: (targets: Sides<Target>) => Promise<T>,
): Promise<T> {
  const options = {
    ...targetOptionsOf(profile),
    ownPlaces: [dirname(stateFile), ...ownPlaces],
  };
  const noSignIn = { userName: '', password: '' };
  const local = openTarget({ kind: 'folder', path: profile.localFolder }, 'local', noSignIn, options);
  const address = remoteOf(profile);
  const memory =
    address.kind === 'server'
      ? await openServerMemory(stateFile, `${address.host}:${address.port}`, Date.now())
      : undefined;
  const remote = openTarget(
    address,
    'remote',
    {
      userName: profile.userName,
      password: await askFor(secret, 'password'),
      passphrase: isOverSsh(address) ? await askFor(secret, 'passphrase') : undefined,
      proxyPassword: wantsSignIn(profile.options.line.proxy) ? await askFor(secret, 'proxy') : undefined,
      trustedCertificate: profile.trustedCertificate,
    },
    { ...options, dialogue, memory },
  );
  try {
    await connectBoth([local, remote], signal);
    return await work({ local, remote });
  } finally {
    await farewell(Promise.all([local.close(), remote.close(), memory?.saved()]));
  }
}

/** Connects both at once. Where one fails the other is given up; the first failure is the one that is told. */
export async function connectBoth(targets: readonly Target[], signal: AbortSignal): Promise<void> {
  const giveUp = new AbortController();
  const either = AbortSignal.any([signal, giveUp.signal]);
  const failures: unknown[] = [];
  await Promise.all(
    targets.map(async (target) => {
      try {
        await target.connect(either);
      } catch (error) {
        failures.push(error);
        giveUp.abort();
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

async function askFor(secret: BothSidesOptions['secret'], kind: KeptSecret): Promise<string> {
  try {
    return await secret(kind);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    const name = kind === 'proxy' ? 'password for the proxy' : kind;
    throw new ProblemError(
      {
        kind: 'other',
        what: `Couldn’t get the ${name} of this profile from the system keyring.`,
        advice: `Unlock the keyring and try again, or enter the ${name} in the profile once more.`,
        side: 'remote',
      },
      { cause },
    );
  }
}

/** Waits for what closes, but not for ever. */
export async function farewell(closing: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    resolve(undefined);
  }, FAREWELL_MS);
  await Promise.race([closing, promise]);
  clearTimeout(timer);
}
