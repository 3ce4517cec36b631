import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { FormErrors, FormValues } from './form.js';
import { FIRST_SYNC_WORDS, optionsInShort, type OptionField } from './option-values.js';
import { TextField } from './TextField.js';

interface OptionsFieldProps {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<FormValues>) => void;
}

const FIRST_SYNCS = ['ask', 'newer', 'local', 'remote'] as const;

/** What few profiles need: closed, with what differs from the usual in short. */
export function OptionsField({ values, errors, onChange }: OptionsFieldProps) {
  const short = optionsInShort(values);
  return (
    <details className="options">
      <summary className="options-head">
        <ChevronRight size={16} strokeWidth={1.9} aria-hidden className="options-mark" />
        <span className="options-title">Options</span>
        <span className="options-short">{short === '' ? 'as usual' : short}</span>
      </summary>
      <div className="options-groups">
        <LeftOut values={values} errors={errors} onChange={onChange} />
        <Group title="At the first meeting">
          <FirstSyncField values={values} onChange={onChange} />
        </Group>
        <Versions values={values} errors={errors} onChange={onChange} />
        <Brakes values={values} errors={errors} onChange={onChange} />
      </div>
    </details>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="options-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function LeftOut({ values, errors, onChange }: OptionsFieldProps) {
  const id = useId();
  const below = `${id}-below`;
  const error = errors.leaveOut;
  return (
    <Group title="What is left out">
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Leave out
        </label>
        <textarea
          id={id}
          name="leaveOut"
          className="input input-lines"
          rows={5}
          spellCheck={false}
          value={values.leaveOut}
          aria-invalid={error !== undefined}
          aria-describedby={below}
          onChange={(event) => onChange({ leaveOut: event.target.value })}
        />
        <p className={error === undefined ? 'field-hint' : 'field-error'} id={below}>
          {error ??
            'One pattern a line, as in a .gitignore: *.tmp, build/, /notes, and !keep.tmp to keep one after all. What systems keep for themselves, such as Thumbs.db, is always left out.'}
        </p>
      </div>
      <Check checked={values.leaveHiddenOut} onChange={(leaveHiddenOut) => onChange({ leaveHiddenOut })}>
        Leave out hidden files
      </Check>
      <div className="form-pair options-below">
        <TextField
          label="Largest file"
          name="largest"
          placeholder="No limit"
          hint="Like 10 MB; larger ones are left out."
          value={values.largest}
          error={errors.largest}
          onChange={(largest) => onChange({ largest })}
        />
      </div>
    </Group>
  );
}

function FirstSyncField({ values, onChange }: Pick<OptionsFieldProps, 'values' | 'onChange'>) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        Files that differ at the first comparison
      </label>
      <select
        id={id}
        className="input options-select"
        value={values.firstSync}
        onChange={(event) => {
          const chosen = FIRST_SYNCS.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange({ firstSync: chosen });
        }}
      >
        {FIRST_SYNCS.map((one) => (
          <option key={one} value={one}>
            {FIRST_SYNC_WORDS[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

function Versions({ values, errors, onChange }: OptionsFieldProps) {
  const disabled = !values.keepVersions;
  return (
    <Group title="A way back">
      <Check checked={values.keepVersions} onChange={(keepVersions) => onChange({ keepVersions })}>
        Keep what is replaced or deleted
      </Check>
      <p className="options-sentence">
        for{' '}
        <NumberField
          label="Days to keep it"
          field="versionDays"
          {...{ values, errors, onChange, disabled }}
        />{' '}
        days, up to{' '}
        <NumberField
          label="Megabytes to keep"
          field="versionMegabytes"
          {...{ values, errors, onChange, disabled }}
        />{' '}
        MB on each side
      </p>
      <Wrong errors={errors} fields={['versionDays', 'versionMegabytes']} />
    </Group>
  );
}

function Brakes({ values, errors, onChange }: OptionsFieldProps) {
  return (
    <Group title="Brakes">
      <p className="options-sentence">
        Stop when more than{' '}
        <NumberField
          label="Percentage that may be deleted"
          field="brakePercent"
          {...{ values, errors, onChange }}
        />{' '}
        % of the files, and more than{' '}
        <NumberField
          label="Number that may be deleted"
          field="brakeFiles"
          {...{ values, errors, onChange }}
        />{' '}
        files, would be deleted
      </p>
      <Wrong errors={errors} fields={['brakePercent', 'brakeFiles']} />
    </Group>
  );
}

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

function Check({ checked, onChange, children }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

type NumberFieldName = Exclude<OptionField, 'leaveOut' | 'largest'>;

interface NumberFieldProps extends OptionsFieldProps {
  readonly label: string;
  readonly field: NumberFieldName;
  readonly disabled?: boolean;
}

/** A number in the middle of a sentence. */
function NumberField({ label, field, values, errors, onChange, disabled = false }: NumberFieldProps) {
  return (
    <input
      className="input options-number"
      name={field}
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      disabled={disabled}
      value={values[field]}
      aria-invalid={errors[field] !== undefined}
      aria-describedby={errors[field] === undefined ? undefined : errorId(field)}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
}

interface WrongProps {
  readonly errors: FormErrors;
  readonly fields: readonly NumberFieldName[];
}

/** What is wrong with the numbers of the sentence above. */
function Wrong({ errors, fields }: WrongProps) {
  return fields.map((field) =>
    errors[field] === undefined ? null : (
      <p key={field} className="field-error" id={errorId(field)}>
        {errors[field]}
      </p>
    ),
  );
}

function errorId(field: NumberFieldName): string {
  return `${field}-error`;
}
