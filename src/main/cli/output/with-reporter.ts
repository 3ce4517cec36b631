import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Options } from '../options/read-options.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { hintFor } from './hints.js';
import { JsonReporter } from './json-reporter.js';
import { OutputLost } from './output-lost.js';
import { openLogFile, type LogFile } from './log-file.js';
import { together, type Reporter } from './reporter.js';
import { TextReporter, USUAL_LEVEL } from './text-reporter.js';
import { Screen } from './screen.js';
import { painter, PLAIN } from './style.js';

/** The options that say how a command tells what it does. */
export type TellingOptions = Pick<Options, 'verbose' | 'quiet' | 'color' | 'json' | 'log' | 'progress'>;

/** Does a command's work with somebody who tells of it, and turns what it rejects with into words and an exit code. */
export async function withReporter(
  options: TellingOptions,
  shell: CliContext,
  work: (reporter: Reporter) => Promise<ExitCode>,
): Promise<ExitCode> {
  const log = options.log === undefined ? undefined : await openLogFile(shell.folder, options.log, shell.now);
  const reporter = narratorFor(options, shell, log);
  try {
    return await work(reporter);
  } catch (error) {
    if (error instanceof UsageError) {
      reporter.failure({ kind: 'invalid', what: error.message, advice: error.hint });
      return EXIT.usage;
    }
    if (shell.signal.aborted || (error instanceof ProblemError && error.problem.kind === 'stopped')) {
      if (!(shell.signal.reason instanceof OutputLost)) reporter.remark('warning', 'Stopped.');
      return EXIT.stopped;
    }
    const problem = problemOf(error);
    reporter.failure({ ...problem, advice: hintFor(problem) });
    return EXIT.failed;
  } finally {
    await reporter.close();
    await log?.close();
  }
}

/** How much is told: see `USUAL_LEVEL`. */
export function levelOf({ verbose, quiet }: Pick<Options, 'verbose' | 'quiet'>): number {
  return Math.min(5, Math.max(0, USUAL_LEVEL + (verbose ?? 0) - (quiet ?? 0)));
}

function narratorFor(options: TellingOptions, shell: CliContext, log: LogFile | undefined): Reporter {
  const { now, env } = shell;
  const level = levelOf(options);
  const colour = options.color !== false;
  const narrators: Reporter[] = [];
  if (options.json === true) {
    narrators.push(
      new JsonReporter(shell.out, now),
      // Errors are told to people as well: whoever reads the events may not look at them.
      new TextReporter({
        screen: new Screen({ out: NOWHERE, err: shell.err, now }),
        level: 0,
        paint: { out: PLAIN, err: painter(shell.err, env, colour) },
        progress: false,
        now,
      }),
    );
  } else {
    narrators.push(
      new TextReporter({
        screen: new Screen({ out: shell.out, err: shell.err, now }),
        level,
        paint: { out: painter(shell.out, env, colour), err: painter(shell.err, env, colour) },
        progress: options.progress === true,
        now,
      }),
    );
  }
  if (log !== undefined) {
    narrators.push(
      new TextReporter({
        screen: new Screen({ out: log.output, err: log.output, now }),
        level: Math.max(level, USUAL_LEVEL),
        paint: { out: PLAIN, err: PLAIN },
        progress: false,
        now,
      }),
    );
  }
  return together(narrators);
}

const NOWHERE = { write: () => undefined, isTerminal: false, columns: undefined };
