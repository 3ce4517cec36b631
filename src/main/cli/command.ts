import type { ExitCode } from './exit-code.js';
import type { CliContext } from './cli-context.js';

/** A value of the command line or of a task, as it came: nothing has been checked yet. */
export type RawOptions = Readonly<Record<string, unknown>>;

export interface CommandInput {
  /** In the order of the command's operands; absent ones at the end are left out. */
  readonly operands: readonly string[];
  /** By name in camel case; `--no-x` gives `x: false`. */
  readonly options: RawOptions;
}

export interface Operand {
  /** As it is shown: `LOCAL`. What a shell completes follows from it: see completion/kinds.ts. */
  readonly name: string;
  readonly help: string;
  readonly choices?: readonly string[] | undefined;
  readonly optional?: boolean | undefined;
}

export interface OptionDeclaration {
  /** As commander reads it: `-m, --match <LIST>`. What a shell completes follows from the value's name: see completion/kinds.ts. */
  readonly flags: string;
  readonly help: string;
  /** What holds where it is not given, as it would be typed or in words; every option with a value has one. */
  readonly default?: string | undefined;
  readonly choices?: readonly string[] | undefined;
  /** It may be given several times, and counts. */
  readonly counts?: boolean | undefined;
  /** It may be given several times, and each value counts. */
  readonly repeats?: boolean | undefined;
}

/** Options that belong together, under a heading of their own in the help. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly OptionDeclaration[];
}

export interface Example {
  /** As it is typed in a POSIX shell; the program itself reads each one in the tests. */
  readonly line: string;
  readonly meaning: string;
}

/** One command: all that there is to know about it for reading a command line, for the help and the documents, and for doing it. */
export interface Command {
  readonly name: string;
  /** A few words for the list of commands. */
  readonly summary: string;
  /** Whole sentences. */
  readonly description: string;
  /** More to know, in paragraphs of whole sentences. */
  readonly details?: readonly string[] | undefined;
  readonly operands: readonly Operand[];
  readonly options: readonly OptionGroup[];
  readonly examples: readonly Example[];
  /**
   * Does it. What is heavy is to be imported in here, so that no command waits for another one's parts. Rejects with a
   * `UsageError` or a `ProblemError` for what the user can do something about.
   */
  readonly run: (given: CommandInput, context: CliContext) => Promise<ExitCode>;
}
