import type { ReactNode } from 'react';
import { useId } from 'react';
import type { FormErrors, FormValues } from '../form.js';
import type { OptionField } from './option-values.js';

export interface OptionProps {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<FormValues>) => void;
}

/** Options that belong together; the section that they are in shows their title. */
export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="options-group" aria-label={title}>
      {children}
    </fieldset>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly name?: string;
  readonly words: Readonly<Record<T, string>>;
  readonly among: readonly T[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few words. */
export function Choice<T extends string>({ label, name, words, among, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        name={name}
        className="input options-select"
        value={value}
        onChange={(event) => {
          const chosen = among.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {among.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A switch with words beside it. */
export function Check({ checked, onChange, children }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

type NumberFieldName = Exclude<OptionField, 'leaveOut' | 'largest'>;

interface NumberFieldProps extends OptionProps {
  readonly label: string;
  readonly field: NumberFieldName;
  readonly disabled?: boolean;
}

/** A number in the middle of a sentence. */
export function NumberField({ label, field, values, errors, onChange, disabled = false }: NumberFieldProps) {
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
export function Wrong({ errors, fields }: WrongProps) {
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
