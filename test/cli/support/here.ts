import { COMMANDS } from '../../../src/main/cli/commands/table.js';
import type { CliContext } from '../../../src/main/cli/cli-context.js';
import { runProgram } from '../../../src/main/cli/program.js';

/** The command line without the process around it: what the system would give comes as `context`, what it would get is the exit code. */
export function runHere(words: readonly string[], context: CliContext): Promise<number> {
  return runProgram(COMMANDS, words, context);
}
