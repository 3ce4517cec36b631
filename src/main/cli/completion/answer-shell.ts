import { applicationFolder } from '../../state/state-folder.js';
import type { Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { CliContext } from '../cli-context.js';
import { suggest, type Suggestion } from './suggest.js';

/**
 * Answers a shell that asks what could be typed in the place of the last word. The first line says what of its own it should offer
 * (`files`, `folders`, `nothing`); each further line is a word and, behind a tab, its meaning. Never complains: somebody is in the middle
 * of typing.
 */
export async function answerShell(
  commands: readonly Command[],
  words: readonly string[],
  context: CliContext,
): Promise<ExitCode> {
  const { candidates, also } = suggest(commands, words);
  const named = await namesFor(also, context);
  const current = words.at(-1) ?? '';
  const begun = named.filter((name) => name.startsWith(current) && !/\p{Cc}/u.test(name));
  const own = also === 'files' || also === 'folders' ? also : 'nothing';
  const lines = [...candidates, ...begun.map((name) => ({ value: name, meaning: '' }))].map(
    ({ value, meaning }) => `${value}\t${meaning}`,
  );
  context.out.write(`${[own, ...lines].join('\n')}\n`);
  return EXIT.fine;
}

/** The names that this computer knows of a kind; none where they cannot be read. */
async function namesFor(kind: Suggestion['also'], context: CliContext): Promise<readonly string[]> {
  try {
    if (kind === 'task') {
      const { nearestTaskFile } = await import('../tasks/nearest-task-file.js');
      return [...(await nearestTaskFile(context.folder)).tasks.keys()];
    }
    return kind === 'profile' ? await profileNames(context) : [];
  } catch {
    return [];
  }
}

/** Only read: what is damaged is for the application to set aside. */
async function profileNames(context: CliContext): Promise<readonly string[]> {
  const { readSavedProfiles } = await import('../profiles/saved-profiles.js');
  const { profiles } = await readSavedProfiles(applicationFolder(context));
  return profiles.map(({ name }) => name);
}
