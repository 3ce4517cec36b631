import { dirname } from 'node:path';
import type { Sides } from '../../shared/entry/entry.js';
import { ProblemError } from '../../shared/problem-error.js';
import { isOverSsh } from '../../shared/profile/remote.js';
import { wantsSignIn } from '../../shared/proxy.js';
import { openServerMemory, type OpenServerMemory } from '../state/server-findings-file.js';
import { openState } from '../state/open-state.js';
import { openTarget, type TargetOptions } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';
import type { FolderPair } from './folder-pair.js';
import { withProvenMemory, type Memory } from './former-memory.js';
import { onceMore } from './last-run.js';
import { remoteOf, targetOptionsOf } from './profile/pair.js';

/** How long work waits for connections to be taken leave of, in milliseconds. */
const FAREWELL_MS = 2_000;

/** Both folders of a pair, connected, and what is remembered of them. */
export interface BothSides extends Memory {
  readonly targets: Sides<Target>;
}

/**
 * Opens what is remembered of a pair and connects both its sides, lets `work` use them, and closes them whatever comes.
 * Rejects with a `ProblemError` for what could not be reached. Where what was remembered turns out damaged (it has been set
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
  const inVain = new AbortController();
  const unusable = opening.then(
    ({ damaged }) => damaged !== undefined,
    () => true,
  );
  void unusable.then((is) => is && inVain.abort());
  try {
    return await connected(pair, AbortSignal.any([signal, inVain.signal]), async (targets) => {
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
  pair: FolderPair,
  signal: AbortSignal,
  work: (targets: Sides<Target>) => Promise<T>,
): Promise<T> {
  const { profile, given } = pair;
  const options = { ...targetOptionsOf(profile), ownPlaces: [dirname(pair.place.file), ...pair.ownPlaces] };
  const noSignIn = { userName: '', password: '' };
  const local =
    given?.local ?? openTarget({ kind: 'folder', path: profile.localFolder }, 'local', noSignIn, options);
  const { target: remote, memory } =
    given?.remote === undefined ? await openRemote(pair, options) : { target: given.remote };
  const ours = [local, remote].filter((target) => target !== given?.local && target !== given?.remote);
  try {
    await connectAll(ours, signal);
    return await work({ local, remote });
  } finally {
    await farewell(Promise.all([...ours.map((target) => target.close()), memory?.saved()]));
  }
}

async function openRemote(
  { profile, place, secret, dialogue }: FolderPair,
  options: TargetOptions,
): Promise<{ readonly target: Target; readonly memory?: OpenServerMemory | undefined }> {
  const address = remoteOf(profile);
  const memory =
    address.kind === 'server'
      ? await openServerMemory(place.file, `${address.host}:${address.port}`, Date.now())
      : undefined;
  const signIn = {
    userName: profile.userName,
    password: await secret('password'),
    passphrase: isOverSsh(address) ? await secret('passphrase') : undefined,
    proxyPassword: wantsSignIn(profile.options.line.proxy) ? await secret('proxy') : undefined,
    trustedCertificate: profile.trustedCertificate,
  };
  return { target: openTarget(address, 'remote', signIn, { ...options, dialogue, memory }), memory };
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
async function farewell(closing: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    resolve(undefined);
  }, FAREWELL_MS);
  await Promise.race([closing, promise]);
  clearTimeout(timer);
}
