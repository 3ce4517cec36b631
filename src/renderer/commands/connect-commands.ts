import { COMMANDS } from '../../shared/commands.js';
import { showCommands } from '../api/requests.js';
import { handlerOf, statesOf, useCommands } from './command-store.js';
import { commandFor, isTyped, ON_MAC } from './keys.js';
import { isTextField, runCommand } from './run-command.js';

/** Has keys run commands, and the menus follow what can be done. The one place where keys of commands are read. Called once. */
export function connectCommands(): void {
  // Before any element, some of which stop keys from going further.
  window.addEventListener('keydown', press, true);
  for (const change of ['focusin', 'focusout'] as const) {
    document.addEventListener(change, () =>
      queueMicrotask(() => useCommands.getState().setInField(isTextField(document.activeElement))),
    );
  }
  useCommands.subscribe(publishSoon);
  publishSoon();
}

function press(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return;
  const id = commandFor(event, ON_MAC);
  if (id === undefined) return;
  if (isTextField(event.target) && (isTyped(event) || COMMANDS[id].text === true)) return;
  if (COMMANDS[id].owner !== 'app' && handlerOf(id, useCommands.getState()) === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat || REPEATABLE.has(id)) runCommand(id);
}

/** What a key that is held down does again and again. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'next-change',
  'previous-change',
  'next-conflict',
  'previous-conflict',
  'zoom-in',
  'zoom-out',
  'move-profile-up',
  'move-profile-down',
]);

let told = '';
let waiting = false;

/** Tells the menus, once for all changes of a moment. */
function publishSoon(): void {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    const state = useCommands.getState();
    const { enabled, checked } = statesOf(state);
    const withText = state.inField
      ? [...new Set([...enabled, 'undo' as const, 'select-all' as const])]
      : enabled;
    const now = JSON.stringify([withText, checked]);
    if (now === told) return;
    told = now;
    showCommands({ enabled: withText, checked });
  });
}
