import { dirname } from 'node:path';
import type { Side, Sides } from '../../shared/entry/entry.js';
import { ProblemError } from '../../shared/problem-error.js';
import { isOverSsh } from '../../shared/profile/remote.js';
import { wantsSignIn } from '../../shared/connection/proxy.js';
import { openServerFindings, type OpenServerFindings } from '../state/server-findings-file.js';
import { openState } from '../state/open-state.js';
import { openTarget, type TargetOptions } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';
import type { FolderPair } from './folder-pair.js';
import { withProvenState, type PairState } from './former-state.js';
import { withRetryAdvice } from './last-run.js';
import { remoteOf, targetOptionsOf } from './profile/pair.js';

/** How long closing the connections may take, in milliseconds. */
const CLOSE_MS = 2_000;

/** Both folders of a pair, connected, and their state. */
export interface BothSides extends PairState {
  readonly targets: Sides<Target>;
}

/**
 * Opens the state of a pair and connects both its sides, lets `work` use them, and closes them whatever comes.
 * Rejects with a `ProblemError` for what could not be reached. Where the state turns out damaged (it has been set
 * aside), it rejects once to tell so; the next call begins afresh.
 */
export async function withBothSides<T>(
  pair: FolderPair,
  signal: AbortSignal,
  work: (sides: BothSides) => Promise<T>,
): Promise<T> {
  const { place, former } = pair;
  // Both take their time, and neither needs the other.
  const opening = openState(place);
  const unusableState = new AbortController();
  const unusable = opening.then(
    ({ damaged }) => damaged !== undefined,
    () => true,
  );
  void unusable.then((is) => is && unusableState.abort());
  try {
    return await connected(pair, AbortSignal.any([signal, unusableState.signal]), async (targets) => {
      const { store, damaged } = await opening;
      if (damaged !== undefined) throw new ProblemError(withRetryAdvice(damaged));
      return await withProvenState({ state: store, place }, former, targets.remote, (pairState) =>
        work({ targets, ...pairState }),
      );
    });
  } catch (error) {
    const { damaged } = await opening;
    // Connecting was given up for it, or failed beside it: this is told once only.
    throw damaged === undefined ? error : new ProblemError(withRetryAdvice(damaged));
  } finally {
    await opening.then(
      ({ store }) => store.close(),
      () => undefined,
    );
  }
}

async function connected<T>(
  pair: FolderPair,
  signal: AbortSignal,
  work: (targets: Sides<Target>) => Promise<T>,
): Promise<T> {
  const { given } = pair;
  const options = optionsOf(pair);
  const local = given?.local ?? openLocal(pair, options);
  const { target: remote, findings } =
    given?.remote === undefined ? await openRemote(pair, options) : { target: given.remote };
  const ours = [local, remote].filter((target) => target !== given?.local && target !== given?.remote);
  try {
    await connectAll(ours, signal);
    return await work({ local, remote });
  } finally {
    await closeInTime(Promise.all([...ours.map((target) => target.close()), findings?.saved()]));
  }
}

interface OpenedSide {
  readonly target: Target;
  readonly findings?: OpenServerFindings | undefined;
}

/** One side of a pair, connected by itself, for looking at what is there. */
export interface LoneSide {
  readonly target: Target;
  /** Closes the connections. Never rejects. */
  readonly close: () => Promise<void>;
}

/** Connects one side only, without the state of the pair. Rejects with a `ProblemError` for what could not be reached. */
export async function openSide(pair: FolderPair, side: Side, signal: AbortSignal): Promise<LoneSide> {
  const options = optionsOf(pair);
  const { target, findings }: OpenedSide =
    side === 'remote' ? await openRemote(pair, options) : { target: openLocal(pair, options) };
  const close = (): Promise<void> => closeInTime(Promise.all([target.close(), findings?.saved()]));
  try {
    await target.connect(signal);
  } catch (error) {
    await close();
    throw error;
  }
  return { target, close };
}

function optionsOf(pair: FolderPair): TargetOptions {
  return { ...targetOptionsOf(pair.profile), ownPlaces: [dirname(pair.place.file), ...pair.ownPlaces] };
}

function openLocal({ profile }: FolderPair, options: TargetOptions): Target {
  const noSignIn = { userName: '', password: '' };
  return openTarget({ kind: 'folder', path: profile.localFolder }, 'local', noSignIn, options);
}

async function openRemote(
  { profile, place, secret, dialogue }: FolderPair,
  options: TargetOptions,
): Promise<OpenedSide> {
  const address = remoteOf(profile);
  const findings =
    address.kind === 'server'
      ? await openServerFindings(place.file, `${address.host}:${address.port}`, Date.now())
      : undefined;
  const signIn = {
    userName: profile.userName,
    password: await secret('password'),
    passphrase: isOverSsh(address) ? await secret('passphrase') : undefined,
    proxyPassword: wantsSignIn(profile.options.line.proxy) ? await secret('proxy') : undefined,
    trustedCertificate: profile.trustedCertificate,
  };
  return { target: openTarget(address, 'remote', signIn, { ...options, dialogue, findings }), findings };
}

/** Connects all at once. Where one fails the others are given up; the first failure is the one that is told. */
async function connectAll(targets: readonly Target[], signal: AbortSignal): Promise<void> {
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

/** Waits for what closes, but not for ever. */
async function closeInTime(closing: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    resolve(undefined);
  }, CLOSE_MS);
  await Promise.race([closing, promise]);
  clearTimeout(timer);
}
