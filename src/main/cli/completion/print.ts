import type { Given } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { BASH } from './scripts/bash.js';
import { FISH } from './scripts/fish.js';
import { POWERSHELL } from './scripts/powershell.js';
import { ZSH } from './scripts/zsh.js';

const SCRIPTS: Readonly<Record<string, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};

/** Writes the script that has a shell ask `answerShell`. */
export function printCompletion({ operands }: Given, { out }: Pick<CliContext, 'out'>): ExitCode {
  const [name = ''] = operands;
  const script = Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined;
  if (script === undefined) {
    throw new UsageError(
      `There is no completion for “${name}”.`,
      `Use one of ${Object.keys(SCRIPTS).join(', ')}.`,
    );
  }
  out.write(script);
  return EXIT.fine;
}
