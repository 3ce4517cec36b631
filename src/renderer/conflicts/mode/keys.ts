import { CHOICES, MERGE_KEY, type Choice } from './choices.js';

/** What a key does while conflicts are gone through. */
export type Act =
  | { readonly kind: 'choose'; readonly choice: Choice }
  /** Opens what merges both versions. */
  | { readonly kind: 'merge' }
  | { readonly kind: 'undo' }
  /** Whether the next choice is for all that are alike, or for this one only. */
  | { readonly kind: 'to-all' }
  | { readonly kind: 'step'; readonly by: 1 | -1 };

/** A key with what is held down beside it. */
export type ModeKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key does; `undefined` where it means nothing here. */
export function actOf({ key, ctrlKey, metaKey, altKey, shiftKey }: ModeKey): Act | undefined {
  const letter = key.toLowerCase();
  const withControl = ctrlKey || metaKey;
  if (altKey) return undefined;
  if (letter === 'f7' && !withControl) return { kind: 'step', by: shiftKey ? -1 : 1 };
  // With Shift, Ctrl+Z does again what was undone, wherever there is such a thing.
  if (shiftKey) return undefined;
  if (withControl) return letter === 'z' ? { kind: 'undo' } : undefined;
  if (letter === 'u') return { kind: 'undo' };
  if (letter === MERGE_KEY) return { kind: 'merge' };
  if (letter === 'a') return { kind: 'to-all' };
  const choice = CHOICES.find((one) => one.key === letter)?.choice;
  return choice && { kind: 'choose', choice };
}
