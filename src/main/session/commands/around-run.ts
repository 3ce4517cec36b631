import { stoppedError } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import { commandWords } from '../../../shared/profile/command-words.js';
import type { RunCommands } from '../../../shared/profile/run-commands.js';
import { endWords, wentWell, type CommandReport } from '../../../shared/run/command-report.js';
import type { RunId, RunSummary } from '../../../shared/run/run.js';
import { openState } from '../../state/open-state.js';
import type { StateStore } from '../../state/state-store.js';
import { secretMask } from '../../targets/secrets/secret-mask.js';
import type { FolderPair } from '../folder-pair.js';
import { likelyState } from '../former-state.js';
import { commandEnvironment, type CommandFacts } from './environment.js';
import { runCommand } from './run-command.js';
import { commandsText } from './text.js';

const MINUTE_MS = 60_000;

/** What is on record of a run that has ended; `undefined` where nothing is. Rejects where the records cannot be read. */
export function summaryOfRun(
  pair: Pick<FolderPair, 'place' | 'former'>,
  runId: RunId,
): Promise<RunSummary | undefined> {
  return withRecords(pair, async (store) => (await store.runOf(runId))?.summary);
}

async function withRecords<T>(
  { place, former }: Pick<FolderPair, 'place' | 'former'>,
  use: (store: StateStore) => Promise<T>,
): Promise<T> {
  const { store } = await openState(await likelyState(place, former));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

export interface AroundRunOptions extends Omit<CommandFacts, 'result'> {
  readonly commands: RunCommands;
  /** Stops the command before the run; the one after it has its own limit only, for it may tidy up. */
  readonly signal: AbortSignal;
  /** The environment of this program. */
  readonly env: NodeJS.ProcessEnv;
  /** Told of each command as it begins, and as it has ended. */
  readonly onCommand?:
    ((command: string, when: 'before' | 'after', ended?: CommandReport) => void) | undefined;
}

/** The commands of a profile as one of its runs meets them. */
export interface CommandsAround {
  /** Runs the command before the run. Resolves with why the run must not begin, if so. Never rejects. */
  before(): Promise<Problem | undefined>;
  /** Runs the command after the run, however that ended, unless the one before it failed. Never rejects. */
  after(result: RunSummary | undefined): Promise<void>;
  /**
   * Enters what came of the commands into the record of the run, without its secrets, and resolves with it. Rejects where the record cannot be
   * written.
   */
  record(
    pair: Pick<FolderPair, 'place' | 'former' | 'secret'>,
    runId: RunId,
  ): Promise<readonly CommandReport[]>;
}

/** The commands before and after one run of a profile. Dry runs and comparisons have none. */
export class AroundRun implements CommandsAround {
  readonly #options: AroundRunOptions;
  readonly #reports: CommandReport[] = [];
  #begun = false;

  constructor(options: AroundRunOptions) {
    this.#options = options;
  }

  async before(): Promise<Problem | undefined> {
    const report = await this.#run('before', undefined);
    if (report === undefined || wentWell(report)) {
      this.#begun = true;
      return undefined;
    }
    if (report.end.kind === 'stopped') return stoppedError().problem;
    return { kind: 'command-failed', ...commandsText.beforeFailed(endWords(report.end)) };
  }

  async after(result: CommandFacts['result']): Promise<void> {
    if (this.#begun) await this.#run('after', result);
  }

  async record(
    { place, former, secret }: Pick<FolderPair, 'place' | 'former' | 'secret'>,
    runId: RunId,
  ): Promise<readonly CommandReport[]> {
    if (this.#reports.length === 0) return [];
    const kinds = ['password', 'passphrase', 'proxy'] as const;
    const secrets = await Promise.all(kinds.map((kind) => secret(kind).catch(() => '')));
    const mask = secretMask({ secrets }) ?? ((text: string) => text);
    const commands = this.#reports.map((report) => ({
      ...report,
      command: mask(report.command),
      output: mask(report.output),
    }));
    await withRecords({ place, former }, async (store) => {
      const summary = (await store.runOf(runId))?.summary;
      if (summary !== undefined) await store.endRun({ ...summary, commands });
    });
    return commands;
  }

  async #run(when: 'before' | 'after', result: CommandFacts['result']): Promise<CommandReport | undefined> {
    const { commands, signal, env, onCommand, ...facts } = this.#options;
    const command = commands[when];
    const words = commandWords(command) ?? [];
    if (words.length === 0) return undefined;
    onCommand?.(command, when);
    const began = performance.now();
    const { end, output } = await runCommand({
      words,
      env: commandEnvironment(env, when, { ...facts, result }),
      timeLimitMs: commands.minutes * MINUTE_MS,
      signal: when === 'before' ? signal : new AbortController().signal,
    });
    const report = { when, command, end, output, tookMs: Math.round(performance.now() - began) };
    this.#reports.push(report);
    onCommand?.(command, when, report);
    return report;
  }
}
