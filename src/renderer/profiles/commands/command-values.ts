import type { RunCommands } from '../../../shared/profile/run-commands.js';

/** The commands of a profile while somebody types them. */
export interface CommandValues {
  readonly commandBefore: string;
  readonly commandAfter: string;
  readonly commandMinutes: string;
}

/** Their fields, from top to bottom, by their names in a profile. */
export const COMMAND_FIELDS = {
  before: 'commandBefore',
  after: 'commandAfter',
  minutes: 'commandMinutes',
} as const satisfies Readonly<Record<keyof RunCommands, keyof CommandValues>>;

export type CommandField = keyof CommandValues;

/** What the fields begin with. */
export function commandValuesOf(commands: RunCommands | undefined): CommandValues {
  return {
    commandBefore: commands?.before ?? '',
    commandAfter: commands?.after ?? '',
    commandMinutes: String(commands?.minutes ?? 10),
  };
}

/** The commands that were typed; `undefined` where there are none. What is wrong with them, `RunCommandsSchema` says. */
export function typedCommands({
  commandBefore,
  commandAfter,
  commandMinutes,
}: CommandValues): RunCommands | undefined {
  const [before, after] = [commandBefore.trim(), commandAfter.trim()];
  if (before === '' && after === '') return undefined;
  return { before, after, minutes: commandMinutes.trim() === '' ? NaN : Number(commandMinutes) };
}

/** The field that an issue is about, by the rest of its path. */
export function commandFieldAt([key]: readonly unknown[]): CommandField | undefined {
  return key === 'before' || key === 'after' || key === 'minutes' ? COMMAND_FIELDS[key] : undefined;
}
