import { isDeepStrictEqual } from 'node:util';
import { dialog, type BrowserWindow } from 'electron';
import { shown } from '../../../shared/format/shown.js';
import type { RunCommands } from '../../../shared/profile/run-commands.js';
import { appText } from '../text.js';

const text = appText.commands;

/**
 * Asks whether a profile may run commands that it did not run before. The question is the system's own: the page cannot answer it, whatever has got
 * into it. Resolves with `true` unasked where there are none, or none are new.
 */
export async function mayRunCommands(
  window: BrowserWindow | undefined,
  name: string,
  commands: RunCommands | undefined,
  before: RunCommands | undefined,
): Promise<boolean> {
  if (commands === undefined || isDeepStrictEqual(commandsOf(commands), before && commandsOf(before)))
    return true;
  if (window === undefined) return false;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: text.ask(shown(name)),
    detail: text.detail(shown(commands.before), shown(commands.after)),
    buttons: [text.save, text.cancel],
    // Whoever presses Enter without reading allows nothing.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Without how long they may take. */
function commandsOf({ before, after }: RunCommands): readonly string[] {
  return [before, after];
}
