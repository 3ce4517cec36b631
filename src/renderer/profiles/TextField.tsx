import { useId, type ReactNode } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** What stands to the right of the field. */
  readonly beside?: ReactNode;
}

/** A field with its label above and its hint, or what is wrong with it, below. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  beside,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const id = useId();
  const below = `${id}-below`;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-line">
        <input
          {...rest}
          id={id}
          type={type}
          className="input"
          spellCheck={false}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined && hint === undefined ? undefined : below}
          onChange={(event) => onChange(event.target.value)}
        />
        {beside}
      </div>
      {error === undefined ? (
        hint !== undefined && (
          <p className="field-hint" id={below}>
            {hint}
          </p>
        )
      ) : (
        <p className="field-error" id={below}>
          {error}
        </p>
      )}
    </div>
  );
}
