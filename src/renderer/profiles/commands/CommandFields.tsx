import { fieldProps } from '../form.js';
import { commandWords } from '../../../shared/profile/command-words.js';
import { Group, type OptionProps } from '../options/OptionParts.js';
import { TextField } from '../TextField.js';
import { commandsText as text } from '../text/commands.js';
import './commands.css';

/** The commands that are run before and after each run, and plainly what they run. */
export function CommandFields({ values, errors, onChange }: OptionProps) {
  return (
    <Group title={text.title}>
      <TextField
        label={text.before}
        {...fieldProps('commandBefore', { values, errors, onChange })}
        placeholder={text.none}
        autoComplete="off"
        hint={<Words command={values.commandBefore} otherwise={text.beforeHint} />}
      />
      <TextField
        label={text.after}
        {...fieldProps('commandAfter', { values, errors, onChange })}
        placeholder={text.none}
        autoComplete="off"
        hint={<Words command={values.commandAfter} otherwise={text.afterHint} />}
      />
      <p className="options-sentence">
        {text.limitBefore}{' '}
        <input
          className="input options-number"
          name="commandMinutes"
          aria-label={text.minutes}
          inputMode="numeric"
          autoComplete="off"
          value={values.commandMinutes}
          aria-invalid={errors.commandMinutes !== undefined}
          onChange={(event) => onChange({ commandMinutes: event.target.value })}
        />{' '}
        {text.limitAfter}
      </p>
      {errors.commandMinutes === undefined ? null : <p className="field-error">{errors.commandMinutes}</p>}
      <p className="field-hint">{text.note}</p>
    </Group>
  );
}

/** The program that a command runs and what it is given, each word by itself: nobody has to guess where one ends. */
function Words({ command, otherwise }: { readonly command: string; readonly otherwise: string }) {
  const [program, ...rest] = commandWords(command) ?? [];
  if (program === undefined) return otherwise;
  return (
    <span className="command-words">
      {text.runs} <code>{program}</code>
      {rest.length === 0 ? null : ` ${text.given} `}
      {rest.map((word, place) => (
        // Words may be alike, and have no other name than their place.
        <code key={place}>{word === '' ? text.empty : word}</code>
      ))}
    </span>
  );
}
