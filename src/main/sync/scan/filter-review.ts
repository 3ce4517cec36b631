import type { ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { PATHS_NAMED, type FilterEffect, type WaitingFilters } from '../../../shared/plan/waiting-filters.js';
import type { CompiledFilters } from '../filters/compile.js';

/** Counts what filters that wait would change, while the listings arrive. */
export class FilterReview {
  readonly #text: string;
  readonly #inEffect: CompiledFilters;
  readonly #waiting: CompiledFilters;
  readonly #excludes = new Effect();
  readonly #includes = new Effect();

  constructor(text: string, inEffect: CompiledFilters, waiting: CompiledFilters) {
    this.#text = text;
    this.#inEffect = inEffect;
    this.#waiting = waiting;
  }

  get finding(): WaitingFilters {
    return { text: this.#text, excludes: this.#excludes.told, includes: this.#includes.told };
  }

  /** Each item is to be shown once. What is excluded with a folder counts with that. */
  look({ path, local, remote }: Pick<PlanItem, 'path' | 'local' | 'remote'>): void {
    const now = this.#inEffect.pairVerdict(path, local.entry, remote.entry);
    const then = this.#waiting.pairVerdict(path, local.entry, remote.entry);
    if (now.kind === then.kind) return;
    const leftOut = now.kind === 'left-out' ? now : then;
    if (leftOut.kind === 'kept' || leftOut.by.folder !== undefined) return;
    (leftOut === then ? this.#excludes : this.#includes).add(path);
  }
}

class Effect {
  #items = 0;
  readonly #paths: ItemPath[] = [];

  get told(): FilterEffect {
    return { items: this.#items, paths: this.#paths };
  }

  add(path: ItemPath): void {
    this.#items += 1;
    if (this.#paths.length < PATHS_NAMED) this.#paths.push(path);
  }
}
