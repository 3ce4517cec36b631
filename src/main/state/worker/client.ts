import { ProblemError } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import { Asker } from '../../worker/asker.js';
import type { Host } from '../../worker/host.js';
import { baselineRowFrom } from '../baseline/baseline-columns.js';
import type { StateStore } from '../state-store.js';
import type { Args, Call, Failure, DatabasePlace, Method, Opening, Results, StateTalk } from './protocol.js';

/** A call, and whoever made it. */
interface Made {
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How long what nobody waits for may wait for something that somebody does, in milliseconds. */
const PATIENCE_MS = 10;

/**
 * The caller's end of a channel to `serveState`. Calls made in one turn of the event loop, or while earlier ones are under
 * way, travel together and become one transaction, so a busy run pays for few commits. What `finish` has to write goes along with the
 * next call.
 */
export class StateClient implements StateStore {
  readonly #asker: Asker<StateTalk>;
  readonly #queue: Made[] = [];
  #inFlight = false;
  #sendScheduled = false;
  /** Whether somebody waits for one of the calls in the queue. */
  #urgent = false;
  #patience: NodeJS.Timeout | undefined;
  #broken: Error | undefined;
  #closing: Promise<void> | undefined;

  constructor(host: Host<StateTalk>) {
    this.#asker = new Asker(host, { failed: failureOf, lost: (cause) => this.#lose(cause) });
  }

  /** Has the other end open the database; to be called first, and once. Resolves with what it found. */
  open(place: DatabasePlace): Promise<Opening> {
    return this.#asker
      .ask('open', place)
      .catch((error: unknown) => ({ kind: 'failed', message: error instanceof Error ? error.message : '' }));
  }

  readonly token: StateStore['token'] = () => this.#call('token');
  readonly revision: StateStore['revision'] = () => this.#call('revision');
  readonly lock: StateStore['lock'] = () => this.#call('lock');
  readonly hasBaseline: StateStore['hasBaseline'] = () => this.#call('hasBaseline');
  readonly childrenOf: StateStore['childrenOf'] = async (folder) => {
    const rows = await this.#call('childrenOf', folder);
    return rows.map((columns) => baselineRowFrom(folder, columns));
  };
  readonly recordOf: StateStore['recordOf'] = (path) => this.#call('recordOf', path);
  readonly countFiles: StateStore['countFiles'] = () => this.#call('countFiles');
  readonly record: StateStore['record'] = (path, record) => this.#call('record', path, record);
  readonly recordAll: StateStore['recordAll'] = (rows) => this.#call('recordAll', rows);
  readonly forget: StateStore['forget'] = (path) => this.#call('forget', path);
  readonly moveRecords: StateStore['moveRecords'] = (from, to) => this.#call('moveRecords', from, to);
  readonly learnedSpellingsIn: StateStore['learnedSpellingsIn'] = (folder) =>
    this.#call('learnedSpellingsIn', folder);
  readonly unseenFolders: StateStore['unseenFolders'] = () => this.#call('unseenFolders');
  readonly recordSpellings: StateStore['recordSpellings'] = (spellings) =>
    this.#call('recordSpellings', spellings);
  readonly forgetUnseen: StateStore['forgetUnseen'] = (side) => this.#call('forgetUnseen', side);
  readonly acceptedIgnore: StateStore['acceptedIgnore'] = () => this.#call('acceptedIgnore');
  readonly acceptIgnore: StateStore['acceptIgnore'] = (text) => this.#call('acceptIgnore', text);
  readonly otherVolumes: StateStore['otherVolumes'] = () => this.#call('otherVolumes');
  readonly recordOtherVolumes: StateStore['recordOtherVolumes'] = (volumes) =>
    this.#call('recordOtherVolumes', volumes);
  readonly withdraw: StateStore['withdraw'] = (path) => this.#call('withdraw', path);
  readonly intents: StateStore['intents'] = () => this.#call('intents');
  readonly beginPart: StateStore['beginPart'] = (part) => this.#call('beginPart', part);
  readonly endPart: StateStore['endPart'] = (path) => this.#call('endPart', path);
  readonly parts: StateStore['parts'] = () => this.#call('parts');
  readonly beginRun: StateStore['beginRun'] = (run) => this.#call('beginRun', run);
  readonly addOutcome: StateStore['addOutcome'] = (runId, item) => this.#call('addOutcome', runId, item);
  readonly finish: StateStore['finish'] = (finished) => this.#call('finish', finished);
  readonly hurry = (): void => {
    if (this.#queue.length === 0) return;
    this.#urgent = true;
    this.#scheduleSend();
  };
  readonly endRun: StateStore['endRun'] = (summary) => this.#call('endRun', summary);
  readonly lastRun: StateStore['lastRun'] = (items) => this.#call('lastRun', items);
  readonly history: StateStore['history'] = (page) => this.#call('history', page);
  readonly runOf: StateStore['runOf'] = (runId) => this.#call('runOf', runId);
  readonly outcomesOf: StateStore['outcomesOf'] = (runId, request) =>
    this.#call('outcomesOf', runId, request);
  readonly findItems: StateStore['findItems'] = (request) => this.#call('findItems', request);
  readonly recordChange: StateStore['recordChange'] = (change, intent) =>
    this.#call('recordChange', change, intent);
  readonly completeChange: StateStore['completeChange'] = (seq, after) =>
    this.#call('completeChange', seq, after);
  readonly changesOf: StateStore['changesOf'] = (runId, before, limit) =>
    this.#call('changesOf', runId, before, limit);
  readonly keptVersions: StateStore['keptVersions'] = () => this.#call('keptVersions');
  readonly keptFiles: StateStore['keptFiles'] = (page) => this.#call('keptFiles', page);
  readonly dropVersion: StateStore['dropVersion'] = (seq) => this.#call('dropVersion', seq);
  readonly keepText: StateStore['keepText'] = (path, text) => this.#call('keepText', path, text);
  readonly textOf: StateStore['textOf'] = (path) => this.#call('textOf', path);
  readonly dropTexts: StateStore['dropTexts'] = () => this.#call('dropTexts');

  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    while (this.#broken === undefined && (this.#inFlight || this.#queue.length > 0)) {
      await this.#call('hasBaseline').catch(() => undefined);
    }
    if (this.#broken !== undefined) return;
    const closed = this.#asker.ask('close', undefined).catch(() => undefined);
    this.#broken = new Error('The state store is closed.');
    await closed;
    await this.#asker.end(this.#broken);
  }

  #call<M extends Method>(method: M, ...args: Args[M]): Promise<Results[M]> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    const call: Call<M> = { method, args };
    const reply = new Promise<unknown>((resolve, reject) => this.#queue.push({ call, resolve, reject }));
    if (method === 'finish') {
      this.#patience ??= setTimeout(() => this.#losePatience(), PATIENCE_MS);
    } else {
      this.#urgent = true;
      this.#scheduleSend();
    }
    // The two ends are parts of one build, so a reply to `method` is what the method returns.
    return reply as Promise<Results[M]>;
  }

  #losePatience(): void {
    this.#patience = undefined;
    this.hurry();
  }

  #scheduleSend(): void {
    if (this.#inFlight || this.#sendScheduled) return;
    this.#sendScheduled = true;
    queueMicrotask(() => {
      this.#sendScheduled = false;
      if (this.#queue.length > 0) void this.#send(this.#queue.splice(0));
    });
  }

  async #send(made: readonly Made[]): Promise<void> {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#urgent = false;
    this.#inFlight = true;
    try {
      const calls = made.map(({ call }) => call);
      const results = await this.#asker.ask('calls', calls);
      for (const [index, { resolve }] of made.entries()) resolve(results[index]);
    } catch (error) {
      for (const { reject } of made) reject(error);
    } finally {
      this.#inFlight = false;
      this.#sendIfUrgent();
    }
  }

  #sendIfUrgent(): void {
    if (this.#urgent) this.#scheduleSend();
  }

  /** What waits, and all that comes, rejects with what this returns. */
  #lose(cause: unknown): Error {
    const error = cause instanceof Error ? cause : new Error('The database worker stopped.');
    this.#broken ??= error;
    for (const { reject } of this.#queue.splice(0)) reject(error);
    return error;
  }
}

function failureOf({ trouble, message }: Failure): ProblemError {
  const cause = new Error(message);
  switch (trouble) {
    case 'busy':
      return new ProblemError(stateInUse(), { cause });
    case 'full':
      return new ProblemError(stateDiskFull(), { cause });
    case 'other':
      return new ProblemError(
        {
          kind: 'other',
          what: `Evenkeel’s sync records of this profile couldn’t be used: ${message}.`,
          advice: 'Check that this computer’s disk is healthy and not full, then compare again.',
        },
        { cause },
      );
  }
}

/** The problem of a disk that has no room for the state database. Nothing of what could not be written is recorded. */
export function stateDiskFull(): Problem {
  return {
    kind: 'no-space',
    what: 'The disk that holds Evenkeel’s sync records on this computer is full.',
    advice:
      'Free some space there, or have Evenkeel use another folder (--state-dir), then compare again. What was copied so far is whole.',
  };
}

/** The problem of a state that another process is using. */
export function stateInUse(): Problem {
  return {
    kind: 'busy',
    what: 'The sync records of this profile are in use by another Evenkeel on this computer.',
    advice: 'Wait until it has finished, then try again.',
  };
}
