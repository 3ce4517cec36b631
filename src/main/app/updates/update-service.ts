import { assertNever } from '../../../shared/assert-never.js';
import type { UpdateState, UpdateRequest } from '../../../shared/update.js';
import { offerFor, type Installation } from './installation.js';
import { isNewer } from './newer.js';
import { updatesText } from './text.js';
import type { UpdateSource } from './update-source.js';
import { problemOfUpdate } from './update-problem.js';

/** How long after the start it asks by itself, and how often then, in milliseconds. */
const FIRST_MS = 5 * 60_000;
const EVERY_MS = 24 * 3_600_000;

export interface UpdateParts {
  /** The version that runs. */
  readonly running: string;
  readonly installation: () => Promise<Installation>;
  readonly source: () => Promise<UpdateSource>;
  readonly onState: (state: UpdateState) => void;
  /** Whether it may ask by itself now. */
  readonly mayAsk: () => boolean;
  /** Ends the program, with `installAtEnd` at its end. */
  readonly endToInstall: () => void;
  /** Opens the page of a version, or of all where that is not known. */
  readonly openPage: (version: string | undefined) => Promise<void>;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** Knows whether there is a newer version, and gets it where somebody asks for that. Nothing is downloaded or installed unasked. */
export class UpdateService {
  readonly #parts: UpdateParts;
  #state: UpdateState = { kind: 'unknown' };
  #source: Promise<UpdateSource> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #downloading = new AbortController();
  #installing = false;

  constructor(parts: UpdateParts) {
    this.#parts = parts;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Asks by itself from now on, a while after the start and once a day. Failures are only logged. */
  begin(): void {
    this.#timer = setTimeout(() => {
      void this.#askQuietly();
      this.#timer = setInterval(() => void this.#askQuietly(), EVERY_MS);
      this.#timer.unref();
    }, FIRST_MS);
    this.#timer.unref();
  }

  end(): void {
    clearTimeout(this.#timer);
    void this.#source?.then((source) => source.cancel());
  }

  /** Does what the window asks for. Never rejects. */
  async act(request: UpdateRequest): Promise<void> {
    switch (request) {
      case 'check':
        return this.#check();
      case 'download':
        return this.#download();
      case 'cancel':
        this.#downloading.abort();
        (await this.#source)?.cancel();
        return;
      case 'install':
        if (this.#state.kind !== 'ready') return;
        this.#installing = true;
        this.#parts.endToInstall();
        return;
      case 'open-page':
        return this.#openPage();
      default:
        return assertNever(request);
    }
  }

  /** Somebody would rather go on with the program than have it end. */
  stay(): void {
    this.#installing = false;
  }

  /**
   * The last thing that the program does. Where somebody asked for it, the new version takes its place and ends it: then it must not end by itself.
   * Never rejects.
   */
  async installAtEnd(): Promise<'quit' | 'installing'> {
    if (!this.#installing) return 'quit';
    const failed = (error: unknown): void => {
      this.#parts.logFailure('The new version could not be installed', error);
      this.#parts.endToInstall();
    };
    try {
      (await this.#open()).install(failed);
    } catch (error) {
      failed(error);
    }
    return 'installing';
  }

  async #askQuietly(): Promise<void> {
    if (!this.#parts.mayAsk() || this.#isBusy()) return;
    if (offerFor(await this.#parts.installation()) === undefined) return;
    const before = this.#state;
    await this.#check();
    if (this.#state.kind === 'failed') this.#set(before);
  }

  async #check(): Promise<void> {
    if (this.#isBusy()) return;
    const offer = offerFor(await this.#parts.installation());
    if (offer === undefined) {
      this.#set({ kind: 'source-code' });
      return;
    }
    this.#set({ kind: 'checking' });
    try {
      const version = await (await this.#open()).newest();
      this.#set(
        isNewer(version, this.#parts.running) ? { kind: 'available', version, offer } : { kind: 'current' },
      );
    } catch (error) {
      this.#parts.logFailure('Newer versions could not be looked for', error);
      this.#set({ kind: 'failed', problem: { kind: 'other', ...updatesText.notChecked } });
    }
  }

  async #download(): Promise<void> {
    if (this.#state.kind !== 'available' || this.#state.offer !== 'download') return;
    const available = this.#state;
    const { version } = available;
    this.#downloading = new AbortController();
    const { signal } = this.#downloading;
    this.#set({ kind: 'downloading', version, percent: 0 });
    let shown = 0;
    try {
      const source = await this.#open();
      await source.download((percent) => {
        const whole = Math.floor(percent);
        if (whole === shown || this.#state.kind !== 'downloading') return;
        shown = whole;
        this.#set({ kind: 'downloading', version, percent: whole });
      });
      this.#set({ kind: 'ready', version });
    } catch (error) {
      if (signal.aborted) {
        this.#set(available);
        return;
      }
      this.#parts.logFailure('The new version could not be downloaded', error);
      this.#set({ kind: 'failed', problem: problemOfUpdate(error) });
    }
  }

  async #openPage(): Promise<void> {
    const version = 'version' in this.#state ? this.#state.version : undefined;
    try {
      await this.#parts.openPage(version);
    } catch (error) {
      this.#parts.logFailure('The page of the releases could not be opened', error);
    }
  }

  /** Whether what goes on, or is ready, must not be asked over. */
  #isBusy(): boolean {
    return ['checking', 'downloading', 'ready'].includes(this.#state.kind);
  }

  #open(): Promise<UpdateSource> {
    this.#source ??= this.#parts.source().catch((error: unknown) => {
      this.#source = undefined;
      throw error;
    });
    return this.#source;
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.#parts.onState(state);
  }
}
