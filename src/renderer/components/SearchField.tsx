import type { RefObject } from 'react';

interface SearchFieldProps {
  /** Gets the field, for a command that goes to it. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Where somebody types what to look for in a list. */
export function SearchField({ field, label, placeholder, value, onChange }: SearchFieldProps) {
  return (
    <input
      ref={field}
      type="search"
      className="input results-find"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
