import * as v from 'valibot';
import { expect, it } from 'vitest';
import { RunCommandsSchema } from '../../../shared/profile/run-commands.js';
import { commandFieldAt, commandValuesOf, typedCommands } from './command-values.js';

it('commands come back from their fields as they were', () => {
  const commands = { before: 'dump --all', after: '', minutes: 3 };
  expect(typedCommands(commandValuesOf(commands))).toEqual(commands);
});

it('a profile without commands has none, whatever its time limit says', () => {
  expect(typedCommands({ ...commandValuesOf(undefined), commandMinutes: 'many' })).toBeUndefined();
});

it.each([
  [{ commandBefore: 'say "no end' }, 'commandBefore'],
  [{ commandAfter: '"" x' }, 'commandAfter'],
  [{ commandAfter: 'a\nb' }, 'commandAfter'],
  [{ commandBefore: 'a', commandMinutes: '0' }, 'commandMinutes'],
  [{ commandBefore: 'a', commandMinutes: '' }, 'commandMinutes'],
  [{ commandBefore: 'a', commandMinutes: '1.5' }, 'commandMinutes'],
])('%j is refused at its field', (typed, field) => {
  const checked = v.safeParse(RunCommandsSchema, typedCommands({ ...commandValuesOf(undefined), ...typed }));
  expect(commandFieldAt(checked.issues?.[0].path?.map(({ key }) => key) ?? [])).toBe(field);
});
