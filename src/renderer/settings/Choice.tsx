import { useId } from 'react';

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** Every value with its words, in the order in which they are listed. */
  readonly among: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few values. */
export function Choice<T extends string>({ label, among, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  const values = Object.keys(among).filter((one): one is T => Object.hasOwn(among, one));
  return (
    <div className="settings-choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input settings-select"
        value={value}
        onChange={(event) => {
          const chosen = values.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {among[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
