import { otherSide, type Side, type Sides } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import type { ClockChange } from '../../../shared/run/run.js';
import type { Target } from '../../targets/target.js';
import { sameEntry } from '../base/entry-comparison.js';
import type { FolderPair } from '../decide/folder-pair.js';
import { clockShift, clockSigns, type ClockSigns, type Witness } from './clock-shift.js';
import { compareContent, isCheapToCompare } from '../content/content-proof.js';

interface Seen {
  readonly pair: FolderPair;
  readonly signs: ClockSigns;
}

/** How many witnesses are read. */
const READ = 2;

/** What was seen of one side's clock while the folders were compared. Only sides whose times are local times are watched. */
export class ClockWatch {
  readonly #side: Side;
  #refuted = false;
  readonly #seen: Seen[] = [];

  constructor(side: Side) {
    this.#side = side;
  }

  /** Takes in what a folder says. */
  look(pair: FolderPair): void {
    if (this.#refuted) return;
    const signs = clockSigns(this.#side, pair.entries[this.#side], pair.records);
    this.#refuted = signs.refuted;
    if (signs.refuted) this.#seen.length = 0;
    else if (signs.moved > 0) this.#seen.push({ pair, signs });
  }

  /** The change of the clock in which the whole side agrees, and which the content of a file or two confirms; and the folders that it concerns. */
  async change(
    targets: Sides<Target>,
    signal: AbortSignal,
  ): Promise<{ readonly change: ClockChange; readonly pairs: readonly FolderPair[] } | undefined> {
    const shiftMs = this.#refuted ? undefined : clockShift(this.#seen.map(({ signs }) => signs));
    if (shiftMs === undefined) return undefined;
    const readable = this.#seen.flatMap(({ pair, signs }) =>
      signs.witnesses
        .filter((witness) => witness.shiftMs === shiftMs && this.#isReadable(pair, witness, targets))
        .map(({ name, size }) => ({ path: joinPath(pair.folder, name), size })),
    );
    // The smallest may be one that is always the same.
    const bySize = readable.sort((a, b) => a.size - b.size);
    const chosen = [...new Set([bySize[0], bySize.at(-1)])].filter((one) => one !== undefined).slice(0, READ);
    if (chosen.length === 0) return undefined;
    for (const { path } of chosen) {
      if ((await compareContent(targets, path, true, signal)) !== 'same') return undefined;
    }
    const pairs = this.#seen.map(({ pair }) => pair);
    return { change: { side: this.#side, shiftMs }, pairs };
  }

  /** Whether the other side still has what both had, so that it tells if this one was edited. */
  #isReadable({ entries, records }: FolderPair, { name, size }: Witness, targets: Sides<Target>): boolean {
    const other = otherSide(this.#side);
    const record = records.get(name);
    if (record?.kind !== 'file' || size === 0 || !isCheapToCompare(targets, size)) return false;
    return sameEntry(record.sides[other], entries[other].get(name));
  }
}
