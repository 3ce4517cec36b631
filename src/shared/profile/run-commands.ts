import * as v from 'valibot';
import { commandWords } from './command-words.js';

/** A command as it is typed; `''` for none. */
const CommandSchema = v.optional(
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(2000, 'A command has at most 2,000 characters.'),
    v.regex(/^[^\p{Cc}]*$/u, 'Write the command in one line.'),
    v.check((text) => commandWords(text) !== undefined, 'A quotation mark is missing.'),
    v.check((text) => text === '' || commandWords(text)?.[0] !== '', 'Begin with the name of a program.'),
  ),
  '',
);

const MINUTES = 'Write a number of minutes from 1 to 1,440.';

export const RunCommandsSchema = v.strictObject({
  before: CommandSchema,
  after: CommandSchema,
  /** How long each may take. */
  minutes: v.optional(
    v.pipe(v.number(MINUTES), v.integer(MINUTES), v.minValue(1, MINUTES), v.maxValue(1440, MINUTES)),
    10,
  ),
});

/** What is run on this computer before and after each run of a profile. Only the form sets it: no import, plan or file of profiles does. */
export type RunCommands = Readonly<v.InferOutput<typeof RunCommandsSchema>>;
