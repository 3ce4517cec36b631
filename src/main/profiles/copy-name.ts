import { profilesText } from './text.js';

/** The name of the next copy of a profile: one that none of the others has. */
export function copyName(name: string, others: readonly string[]): string {
  const taken = new Set(others);
  // A copy of a copy counts on.
  const original = name.replace(/ copy( \d+)?$/, '');
  for (let number = 1; ; number += 1) {
    const copy = profilesText.copyName(original.slice(0, 105), number);
    if (!taken.has(copy)) return copy;
  }
}
