import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import { exitCodeOfProblem } from '../../../shared/problem-traits.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Options } from '../options/read-options.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { hintFor } from './hints.js';
import { JsonReporter } from './json-reporter.js';
import { OutputLost } from './output-lost.js';
import { openLogFile, type LogFile } from './log-file.js';
import { combined, type Reporter } from './reporter.js';
import { TextReporter, USUAL_LEVEL } from './text-reporter.js';
import { Screen } from './screen.js';
import { painter, PLAIN } from './terminal-text.js';
import { cliRunText } from '../text/run.js';

/** The options that say how a command tells what it does. */
export type OutputOptions = Pick<Options, 'verbose' | 'quiet' | 'color' | 'json' | 'log' | 'progress'>;

/** Does a command's work with a reporter, and turns what it rejects with into a message and an exit code. */
export async function withReporter(
  options: OutputOptions,
  context: CliContext,
  work: (reporter: Reporter) => Promise<ExitCode>,
): Promise<ExitCode> {
  const log =
    options.log === undefined ? undefined : await openLogFile(context.folder, options.log, context.now);
  const reporter = reporterFor(options, context, log);
  try {
    return await work(reporter);
  } catch (error) {
    if (error instanceof UsageError) {
      reporter.failure({ kind: 'invalid', what: error.what, advice: error.advice });
      return EXIT.usage;
    }
    if (context.signal.aborted || (error instanceof ProblemError && error.problem.kind === 'stopped')) {
      if (!(context.signal.reason instanceof OutputLost)) reporter.remark('warning', cliRunText.stopped);
      return EXIT.stopped;
    }
    const problem = problemOf(error);
    reporter.failure({ ...problem, advice: hintFor(problem) });
    return exitCodeOfProblem(problem);
  } finally {
    await reporter.close();
    await log?.close();
  }
}

/** How much is told: see `USUAL_LEVEL`. */
export function levelOf({ verbose, quiet }: Pick<Options, 'verbose' | 'quiet'>): number {
  return Math.min(5, Math.max(0, USUAL_LEVEL + (verbose ?? 0) - (quiet ?? 0)));
}

function reporterFor(options: OutputOptions, context: CliContext, log: LogFile | undefined): Reporter {
  const { now, env } = context;
  const level = levelOf(options);
  const colour = options.color !== false;
  const reporters: Reporter[] = [];
  if (options.json === true) {
    reporters.push(
      new JsonReporter(context.out, now),
      // Errors are told to people as well: whoever reads the events may not look at them.
      new TextReporter({
        screen: new Screen({ out: NOWHERE, err: context.err, now }),
        level: 0,
        paint: { out: PLAIN, err: painter(context.err, env, colour) },
        progress: false,
        now,
      }),
    );
  } else {
    reporters.push(
      new TextReporter({
        screen: new Screen({ out: context.out, err: context.err, now }),
        level,
        paint: { out: painter(context.out, env, colour), err: painter(context.err, env, colour) },
        progress: options.progress === true,
        now,
      }),
    );
  }
  if (log !== undefined) {
    reporters.push(
      new TextReporter({
        screen: new Screen({ out: log.output, err: log.output, now }),
        level: Math.max(level, USUAL_LEVEL),
        paint: { out: PLAIN, err: PLAIN },
        progress: false,
        now,
      }),
    );
  }
  return combined(reporters);
}

const NOWHERE = { write: () => undefined, isTerminal: false, columns: undefined };
