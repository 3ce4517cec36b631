import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { joinPath } from '../../../shared/entry/path.js';
import type { Target } from '../../targets/target.js';
import type { Scope } from '../base/scope.js';

/** More items than this are found more quickly in listings. */
export const ASKED_AT_MOST = 32;

/** What a name may consist of, so that there is no doubt how a side spells it. */
const PLAIN_PATH = /^[\x20-\x7e]*$/;

type Found = Sides<Promise<Entry | undefined>>;

/**
 * What lies at the places of a scope, asked for by their paths, all at once and ahead of the comparison: of a file that was saved, nothing
 * else in its folder need be known.
 */
export class NamedEntries {
  readonly #found = new Map<ItemPath, Found>();

  /** Asks. `targets` are connected; nothing is changed (S1). */
  constructor(scope: Scope, targets: Sides<Target>, signal: AbortSignal) {
    const { places } = scope;
    // S12: some servers tell of a symbolic link what it leads to. Where one stands, only a listing shows.
    if (targets.local.features.tellsLinks !== true || targets.remote.features.tellsLinks !== true) return;
    if (places.length > ASKED_AT_MOST || !places.every((path) => PLAIN_PATH.test(path))) return;
    const look = (side: Side, path: ItemPath): Promise<Entry | undefined> => {
      const entry = targets[side].stat(path, signal);
      // Whoever waits for it is told; where the walk never comes here, nobody does.
      entry.catch(() => undefined);
      return entry;
    };
    for (const path of places)
      this.#found.set(path, { local: look('local', path), remote: look('remote', path) });
  }

  /** Whether anything was asked. */
  get asks(): boolean {
    return this.#found.size > 0;
  }

  /**
   * What both sides hold under these names of a folder, whose `records` are given; `undefined` where that does not say enough and the folder has to be listed. It
   * says enough only of what is on record and still is, on both sides, what it was, file or folder: of anything new, missing or exchanged
   * its neighbours have to be known as well (S8, S9).
   */
  async of(
    folder: ItemPath,
    names: ReadonlySet<string>,
    records: ReadonlyMap<string, BaselineRecord>,
  ): Promise<Sides<ReadonlyMap<string, Entry>> | undefined> {
    const local = new Map<string, Entry>();
    const remote = new Map<string, Entry>();
    for (const name of names) {
      const found = this.#found.get(joinPath(folder, name));
      if (found === undefined) return undefined;
      const [here, there] = await settled(found);
      const kind = records.get(name)?.kind;
      if (here === 'nothing' && there === 'nothing' && kind === undefined) {
        // What came and went again before anybody looked, such as an editor's temporary file; or what somebody spelled otherwise.
        if (isOnRecordOtherwise(name, records)) return undefined;
        continue;
      }
      if (typeof here === 'string' || typeof there === 'string') return undefined;
      if (kind !== here.kind || kind !== there.kind) return undefined;
      local.set(name, here);
      remote.set(name, there);
    }
    return { local, remote };
  }
}

function isOnRecordOtherwise(name: string, records: ReadonlyMap<string, unknown>): boolean {
  const key = spellingKey(name);
  for (const known of records.keys()) if (spellingKey(known) === key) return true;
  return false;
}

type Answer = Entry | 'nothing' | 'refused';

/** A side that does not answer is asked for a list, which says why. */
function settled({ local, remote }: Found): Promise<readonly [Answer, Answer]> {
  const answer = (entry: Promise<Entry | undefined>): Promise<Answer> =>
    entry.then(
      (found) => found ?? 'nothing',
      () => 'refused',
    );
  return Promise.all([answer(local), answer(remote)]);
}
