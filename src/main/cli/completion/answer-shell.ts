import type { Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Shell } from '../shell.js';
import { suggest, type Candidate } from './suggest.js';

/**
 * Answers a shell that asks what could be typed in the place of the last word. The first line says what of its own it should offer
 * (`files`, `folders`, `nothing`); each further line is a word and, behind a tab, its meaning. Never complains: somebody is in the middle
 * of typing.
 */
export async function answerShell(
  commands: readonly Command[],
  words: readonly string[],
  shell: Shell,
): Promise<ExitCode> {
  const { candidates, also } = suggest(commands, words);
  const named = also === 'task' ? await taskNames(words.at(-1) ?? '', shell) : [];
  const own = also === 'files' || also === 'folders' ? also : 'nothing';
  const lines = [...candidates, ...named].map(({ value, meaning }) => `${value}\t${meaning}`);
  shell.out.write(`${[own, ...lines].join('\n')}\n`);
  return EXIT.fine;
}

/** The tasks of the nearest file whose names begin so; none where it cannot be read. */
async function taskNames(beginning: string, shell: Shell): Promise<readonly Candidate[]> {
  const { nearestTaskFile } = await import('../tasks/nearest-task-file.js');
  try {
    const { tasks } = await nearestTaskFile(shell.folder);
    return [...tasks.keys()]
      .filter((name) => name.startsWith(beginning) && !/\p{Cc}/u.test(name))
      .map((name) => ({ value: name, meaning: '' }));
  } catch {
    return [];
  }
}
