import type { ItemPath } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import { checkName } from '../../../shared/entry/names.js';
import { shown } from '../../../shared/format/shown.js';
import { signInFolderOf } from '../../session/profile/pair.js';
import type { Listed, Target } from '../../targets/target.js';
import type { CommandInput } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { readRemote } from '../target-arguments/local-and-remote.js';
import type { CliContext } from '../cli-context.js';
import { filterOf, type IsShown } from './filter.js';
import { reportSignInFolder } from './sign-in-folder.js';
import { withTarget } from './with-target.js';
import { folderText } from '../text/folders.js';

/** Draws the folders of a target, and with `--files` the files in them. */
export function tree({ operands, options: given }: CommandInput, context: CliContext): Promise<ExitCode> {
  const { files, sort, ...rest } = given;
  const options = readOptions(rest);
  const remote = readRemote(operands[0] ?? '', context);
  const how = {
    files: files === true,
    sort: sort === true,
    isShown: filterOf(options, context.now()),
    signal: context.signal,
  };
  return withReporter(options, context, (reporter) =>
    withTarget({ remote, options }, context, reporter, async (target) => {
      reportSignInFolder(signInFolderOf(remote.address, target), reporter);
      reporter.remark('note', folderText.heading(remote.text));
      for await (const line of linesBelow(target, '', '', how)) reporter.remark('note', line);
      return EXIT.fine;
    }),
  );
}

interface How {
  readonly files: boolean;
  readonly sort: boolean;
  readonly isShown: IsShown;
  readonly signal: AbortSignal;
}

/** The lines for what lies in a folder, each behind `indent`; one folder's names are held at a time. */
async function* linesBelow(
  target: Target,
  folder: ItemPath,
  indent: string,
  how: How,
): AsyncGenerator<string> {
  throwIfStopped(how.signal);
  const names: Listed[] = [];
  for await (const chunk of target.list(folder, how.signal)) {
    for (const listed of chunk) {
      if (checkName(listed.name, 'posix') !== undefined) continue;
      if (!how.files && listed.entry.kind !== 'folder') continue;
      if (how.isShown(joinPath(folder, listed.name), listed.entry)) names.push(listed);
    }
  }
  if (how.sort) names.sort((one, other) => one.name.localeCompare(other.name, 'en'));
  for (const [index, { name, entry }] of names.entries()) {
    const last = index === names.length - 1;
    const label = entry.kind === 'folder' ? `[${shown(name)}]` : shown(name);
    yield `${indent}${last ? '+- ' : '|- '}${label}`;
    if (entry.kind !== 'folder') continue;
    yield* linesBelow(target, joinPath(folder, name), `${indent}${last ? '   ' : '|  '}`, how);
  }
}
