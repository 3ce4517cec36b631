import { COMMANDS, isAppCommand, type CommandId } from '../../shared/commands.js';
import { appCommand } from '../api/requests.js';
import { handlerOf, useCommands } from './command-store.js';

/** Runs a command, unless it is disabled, and tells whether it was run. */
export function runCommand(id: CommandId): boolean {
  if (COMMANDS[id].text === true && actOnText(id)) return true;
  if (isAppCommand(id)) {
    appCommand(id);
    return true;
  }
  const handler = handlerOf(id, useCommands.getState());
  handler?.run();
  return handler !== undefined;
}

/** Whether something is a field that text is written in. */
export function isTextField(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, [contenteditable=true]')
  );
}

/** Does to the text of the field that has the focus what the system's own command would do. */
function actOnText(id: CommandId): boolean {
  if (!isTextField(document.activeElement)) return false;
  // The only way from a page to a field's own history.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(id === 'undo' ? 'undo' : 'selectAll');
  return true;
}
