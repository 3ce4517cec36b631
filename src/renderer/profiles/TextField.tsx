import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { IconButton } from '../components/Button.js';
import { formText } from './text/form.js';

interface TextFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric';
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** What stands to the right of the field. */
  readonly beside?: ReactNode;
}

/** A field with its label above and its hint, or what is wrong with it, below. A secret can be looked at. */
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
  const [revealed, setRevealed] = useState(false);
  const secret = type === 'password';
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
          type={secret && revealed ? 'text' : type}
          className="input"
          spellCheck={false}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined && hint === undefined ? undefined : below}
          onChange={(event) => onChange(event.target.value)}
        />
        {secret && value !== '' && (
          <IconButton
            label={revealed ? formText.conceal : formText.reveal}
            icon={revealed ? EyeOff : Eye}
            className="field-eye"
            onClick={() => setRevealed(!revealed)}
          />
        )}
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
