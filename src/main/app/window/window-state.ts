import ElectronStore from 'electron-store';
import * as v from 'valibot';
import { BoundsSchema, type Bounds } from './bounds.js';
import { ZoomSchema } from './zoom.js';

const StateSchema = v.object({
  bounds: v.optional(BoundsSchema),
  maximized: v.optional(v.boolean(), false),
  /** How large everything in the window is. */
  zoom: v.fallback(v.optional(ZoomSchema, 1), 1),
  /** Whether the user has been told that closing the window leaves the application running. */
  toldOfTray: v.optional(v.boolean(), false),
  /** Whether the user has been told that there is no keyring. */
  toldOfKeyring: v.optional(v.boolean(), false),
  /** Profiles of which the user has been told that password and files travel unencrypted. */
  toldOfPlain: v.optional(v.array(v.string()), []),
});
type State = v.InferOutput<typeof StateSchema>;

/** What the application keeps of its window between two starts. A damaged file does no harm: the defaults apply again. */
export class WindowState {
  readonly #file: ElectronStore;
  #state: State;

  constructor(folder: string) {
    this.#file = new ElectronStore({
      name: 'window',
      cwd: folder,
      clearInvalidConfig: true,
      configFileMode: 0o600,
    });
    const read = v.safeParse(StateSchema, this.#file.store);
    this.#state = read.success ? read.output : v.parse(StateSchema, {});
  }

  get bounds(): Bounds | undefined {
    return this.#state.bounds;
  }

  get maximized(): boolean {
    return this.#state.maximized;
  }

  get zoom(): number {
    return this.#state.zoom;
  }

  get toldOfTray(): boolean {
    return this.#state.toldOfTray;
  }

  get toldOfKeyring(): boolean {
    return this.#state.toldOfKeyring;
  }

  get toldOfPlain(): readonly string[] {
    return this.#state.toldOfPlain;
  }

  /** Saves a change; throws where it cannot be written. */
  keep(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#file.store = { ...this.#state };
  }
}
