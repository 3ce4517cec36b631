import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { BoundsSchema, type Bounds } from './bounds.js';
import { ZoomSchema } from './zoom.js';

const FILE = 'window.json';

type LogFailure = (what: string, error: unknown) => void;

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
  toldOfPlain: v.optional(v.pipe(v.array(v.string()), v.readonly()), []),
  /** Profiles that have been switched from plain FTP to TLS, and have not connected with it yet. */
  untriedTls: v.optional(v.pipe(v.array(v.string()), v.readonly()), []),
});
type State = v.InferOutput<typeof StateSchema>;

/** What the application keeps of its window between two starts. A damaged file does no harm: the defaults apply again. */
export class WindowState {
  readonly #folder: string;
  readonly #logFailure: LogFailure;
  #state: State;
  #writing: Promise<void> | undefined;
  #changed = false;

  private constructor(folder: string, state: State, logFailure: LogFailure) {
    this.#folder = folder;
    this.#state = state;
    this.#logFailure = logFailure;
  }

  /** Reads `window.json` in `folder`. Never rejects. */
  static async open(folder: string, logFailure: LogFailure): Promise<WindowState> {
    const text = await readFile(join(folder, FILE), 'utf8').catch(() => '{}');
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), StateSchema), text);
    return new WindowState(folder, read.success ? read.output : v.parse(StateSchema, {}), logFailure);
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

  get untriedTls(): readonly string[] {
    return this.#state.untriedTls;
  }

  /** Takes over a change at once, and writes it soon. */
  keep(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed = true;
    this.#writing ??= this.#write();
  }

  /** Resolves when everything that was kept is on the disk, or could not be written. Never rejects. */
  async saved(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    // What changes while a file is written goes into the next one.
    while (this.#changed) {
      this.#changed = false;
      try {
        await writeWhole(this.#folder, JSON.stringify(this.#state));
      } catch (error) {
        this.#logFailure('The state of the window could not be written', error);
      }
    }
    this.#writing = undefined;
  }
}

/** Writes beside the file and renames, so that no start finds half of it. */
async function writeWhole(folder: string, text: string): Promise<void> {
  const beside = join(folder, `${FILE}.${randomUUID()}.part`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, join(folder, FILE));
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
