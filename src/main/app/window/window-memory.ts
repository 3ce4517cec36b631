import ElectronStore from 'electron-store';
import * as v from 'valibot';
import { BoundsSchema, type Bounds } from './bounds.js';

const MemorySchema = v.object({
  bounds: v.optional(BoundsSchema),
  maximized: v.optional(v.boolean(), false),
  /** Whether the user has been told that closing the window leaves the application running. */
  toldOfTray: v.optional(v.boolean(), false),
  /** Profiles of which the user has been told that password and files travel unencrypted. */
  toldOfPlain: v.optional(v.array(v.string()), []),
});
type Memory = v.InferOutput<typeof MemorySchema>;

/** What is remembered of the window between two starts. Damage does no harm: the usual values come back. */
export class WindowMemory {
  readonly #file: ElectronStore;
  #memory: Memory;

  constructor(folder: string) {
    this.#file = new ElectronStore({
      name: 'window',
      cwd: folder,
      clearInvalidConfig: true,
      configFileMode: 0o600,
    });
    const read = v.safeParse(MemorySchema, this.#file.store);
    this.#memory = read.success ? read.output : { maximized: false, toldOfTray: false, toldOfPlain: [] };
  }

  get bounds(): Bounds | undefined {
    return this.#memory.bounds;
  }

  get maximized(): boolean {
    return this.#memory.maximized;
  }

  get toldOfTray(): boolean {
    return this.#memory.toldOfTray;
  }

  get toldOfPlain(): readonly string[] {
    return this.#memory.toldOfPlain;
  }

  /** Remembers; throws where the disk does not take it. */
  keep(change: Partial<Memory>): void {
    this.#memory = { ...this.#memory, ...change };
    this.#file.store = { ...this.#memory };
  }
}
