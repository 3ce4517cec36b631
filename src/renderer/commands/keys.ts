import { COMMAND_IDS, COMMANDS, type CommandId } from '../../shared/commands.js';

/** The parts of a keyboard event that tell a key. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether the window is on a Mac, where the command key takes the place of Ctrl. */
export const ON_MAC = typeof navigator !== 'undefined' && /\bMac/.test(navigator.userAgent);

const NAMED: Readonly<Record<string, string>> = { plus: '+', up: 'arrowup', down: 'arrowdown' };

/** Whether the keys pressed are those of `keys`, which is written as Electron writes them. */
export function isPressed(keys: string, event: PressedKey, mac: boolean): boolean {
  const parts = keys.split('+');
  const name = (parts.at(-1) ?? '').toLowerCase();
  const wanted = NAMED[name] ?? name;
  const modifiers = new Set(parts.slice(0, -1));
  const main = modifiers.has('CmdOrCtrl');
  if ((mac ? event.metaKey : event.ctrlKey) !== main) return false;
  // The other one of the two.
  if (mac ? event.ctrlKey : event.metaKey) return false;
  if (event.altKey !== modifiers.has('Alt')) return false;
  // Which characters need Shift depends on the keyboard.
  const character = wanted.length === 1 && !/[a-z0-9]/.test(wanted);
  if (!character && event.shiftKey !== modifiers.has('Shift')) return false;
  return event.key.toLowerCase() === wanted;
}

/** The command whose keys are pressed. */
export function commandFor(event: PressedKey, mac: boolean): CommandId | undefined {
  return COMMAND_IDS.find((id) => COMMANDS[id].keys?.some((keys) => isPressed(keys, event, mac)));
}

/** Whether the key pressed would write something in a field. */
export function isTyped(event: PressedKey): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  CmdOrCtrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Up: '↑',
  Down: '↓',
  Plus: '+',
};

/** Keys as people write them: `Ctrl+Shift+S`, on a Mac `⇧⌘S`. */
export function formatKeys(keys: string, mac: boolean): string {
  const parts = keys.split('+');
  if (!mac) return parts.map((part) => NAMES[part] ?? part).join('+');
  // Apple's order: the command key stands last.
  const order = [...parts.slice(0, -1)].sort((a, b) => Number(a === 'CmdOrCtrl') - Number(b === 'CmdOrCtrl'));
  return [...order, parts.at(-1) ?? ''].map((part) => MAC_SIGNS[part] ?? part).join('');
}

const NAMES: Readonly<Record<string, string>> = {
  CmdOrCtrl: 'Ctrl',
  Plus: '+',
  '-': '−',
  Up: '↑',
  Down: '↓',
};

/** The keys of a command as its menu item shows them; `undefined` where it has none. */
export function keysOf(id: CommandId, mac: boolean = ON_MAC): string | undefined {
  const first = COMMANDS[id].keys?.[0];
  return first === undefined ? undefined : formatKeys(first, mac);
}
