import type { Entry, ItemPath } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import { formatSize } from '../../../shared/format/size.js';
import { signInFolderOf } from '../../session/profile/pair.js';
import { LOCK_FILE } from '../../sync/lock/lock-file.js';
import { META_FILE } from '../../sync/pyftpsync/meta.js';
import type { Listed, Target } from '../../targets/target.js';
import { checkName } from '../../../shared/entry/names.js';
import { shown } from '../../../shared/format/shown.js';
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
import { isoLocal } from '../../../shared/format/iso-time.js';

/** Locks lie in the root only: ours, and pyftpsync's. */
const LOCKS: ReadonlySet<string> = new Set([LOCK_FILE, '.pyftpsync-lock.json']);

/** Lists and counts what a folder holds, and removes what synchronizing left there where it is told to. */
export function scan({ operands, options: given }: CommandInput, context: CliContext): Promise<ExitCode> {
  const { list, recursive, removeMeta, removeLocks, dryRun, ...rest } = given;
  const options = readOptions(rest);
  const remote = readRemote(operands[0] ?? '', context);
  return withReporter(options, context, (reporter) =>
    withTarget({ remote, options }, context, reporter, async (target) => {
      reportSignInFolder(signInFolderOf(remote.address, target), reporter);
      const found = { files: 0, folders: 0, bytes: 0, removed: 0 };
      const isShown = filterOf(options, context.now());
      const everywhere = recursive === true;
      for await (const { path, name, entry } of everything(target, '', everywhere, isShown, context.signal)) {
        if (isShown(path, entry)) {
          if (entry.kind === 'file') {
            found.files += 1;
            found.bytes += entry.size;
          } else if (entry.kind === 'folder') found.folders += 1;
          if (list === true) reporter.remark('note', lineFor(path, entry));
        }
        const goes =
          entry.kind === 'file' &&
          ((removeMeta === true && name === META_FILE) || (removeLocks === true && LOCKS.has(path)));
        if (!goes) continue;
        if (dryRun !== true) await target.removeFile(path, context.signal);
        found.removed += 1;
        reporter.remark('note', folderText.removed(path, dryRun === true));
      }

      reporter.remark('note', folderText.scanned(found, dryRun === true));
      return EXIT.fine;
    }),
  );
}

interface Seen extends Listed {
  readonly path: ItemPath;
}

/** All that lies in a folder, and with `deep` below it, in folders that are shown; names that no system could hold are passed over (S9). */
export async function* everything(
  target: Target,
  folder: ItemPath,
  deep: boolean,
  isShown: IsShown,
  signal: AbortSignal,
): AsyncGenerator<Seen> {
  const waiting: ItemPath[] = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    throwIfStopped(signal);
    for await (const chunk of target.list(next, signal)) {
      for (const listed of chunk) {
        if (checkName(listed.name, 'posix') !== undefined) continue;
        const path = joinPath(next, listed.name);
        yield { ...listed, path };
        if (deep && listed.entry.kind === 'folder' && isShown(path, listed.entry)) waiting.push(path);
      }
    }
  }
}

function lineFor(path: ItemPath, entry: Entry): string {
  if (entry.kind !== 'file') return `${' '.repeat(29)}[${shown(path)}]`;
  const time = entry.modified === undefined ? '' : isoLocal(entry.modified.ms);
  return `${formatSize(entry.size).padStart(8)} ${time.padEnd(19)} ${shown(path)}`;
}
