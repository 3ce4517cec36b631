import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CliContext } from '../cli-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { watchText } from '../text/watch.js';
import { UsageError } from '../usage-error.js';
import { canBeWritten, unitFile, type Startable } from './unit-file.js';

/**
 * Shows the file that has the system start this `watch` at every sign-in, and writes it once somebody at the terminal has agreed; without a terminal, it
 * is only shown. Puts nothing in force: that is for a command of the system, which is named. `withPassword` says whether a word has a password in it.
 */
export async function installWatch(
  { name, withPassword }: { readonly name: string; readonly withPassword: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const { asker, err, out, platform, program, words, folder } = context;
  if (withPassword) throw new UsageError(watchText.passwordInUnit);
  const start: Startable = { program, words: words.filter((word) => word !== '--install'), folder };
  if (!canBeWritten(start, platform)) throw new UsageError(watchText.unfitForUnit);
  const unit = unitFile(name, start, context);
  out.write(unit.text);
  const before = await textAt(unit.path);
  if (asker === undefined) {
    err.write(`${watchText.unitIsFor(unit.path)}\n${watchText.unitBegins(unit.begin, unit.end)}\n`);
    return EXIT.fine;
  }
  const question =
    before === undefined || before === unit.text
      ? watchText.writeUnit(unit.path)
      : watchText.replaceUnit(unit.path);
  if ((await asker.line(question))?.trim().toLowerCase() !== 'y') {
    err.write(`${watchText.unitNotWritten}\n`);
    return EXIT.fine;
  }
  await mkdir(dirname(unit.path), { recursive: true });
  await writeFile(unit.path, unit.text, { mode: 0o600 });
  err.write(`${watchText.unitWritten}\n${watchText.unitBegins(unit.begin, unit.end)}\n`);
  return EXIT.fine;
}

/** What people call the folders that are watched. */
export function nameOfUnit(profile: unknown, local: string): string {
  return typeof profile === 'string' ? profile : basename(local);
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
