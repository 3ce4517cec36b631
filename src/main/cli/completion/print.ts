import type { CommandInput } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { BASH } from './scripts/bash.js';
import { FISH } from './scripts/fish.js';
import { POWERSHELL } from './scripts/powershell.js';
import { ZSH } from './scripts/zsh.js';
import { usageText } from '../text/usage.js';

const SCRIPTS: Readonly<Record<string, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};

/** Writes the script with which a shell asks `answerShell`. */
export function printCompletion({ operands }: CommandInput, { out }: Pick<CliContext, 'out'>): ExitCode {
  const [name = ''] = operands;
  const script = Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined;
  if (script === undefined) {
    throw new UsageError(usageText.noCompletion(name, Object.keys(SCRIPTS)));
  }
  out.write(script);
  return EXIT.fine;
}
