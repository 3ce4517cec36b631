import type { OptionDeclaration } from '../command.js';

/** What an option means: its sentence, what can be chosen, and what holds without it. */
export function meaningOf({ help, choices, default: otherwise }: OptionDeclaration): string {
  const more = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(otherwise === undefined ? [] : [`default: ${otherwise}`]),
  ];
  return more.length === 0 ? help : `${help} (${more.join('; ')})`;
}
