import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { shown } from '../../../shared/format/shown.js';
import { formText } from '../text/form.js';
import { TextField } from '../TextField.js';
import { filtersInShort, type FilterTexts } from './pair-fields.js';

const text = formText.pairs.filters;

interface PairFiltersProps {
  /** Counts from the first pair on. */
  readonly number: number;
  /** What the names of its fields begin with. */
  readonly name: string;
  readonly values: FilterTexts;
  readonly errors: Readonly<Record<keyof FilterTexts, string | undefined>>;
  readonly onChange: (part: Partial<FilterTexts>) => void;
}

/** What one of several pairs of folders leaves out besides what the profile does: closed, with a line that says it. */
export function PairFilters({ number, name, values, errors, onChange }: PairFiltersProps) {
  const id = useId();
  const below = `${id}-below`;
  return (
    <details className="pair-filters">
      <summary className="options-summary">
        <ChevronRight size={14} strokeWidth={1.9} aria-hidden className="options-mark" />
        <span className="pair-filters-title">{text.title(number)}</span>
        <span className="options-line">{shown(filtersInShort(values))}</span>
      </summary>
      <div className="pair-filters-fields">
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {text.exclude(number)}
          </label>
          <textarea
            id={id}
            name={`${name}.exclude`}
            className="input input-lines"
            rows={3}
            spellCheck={false}
            value={values.exclude}
            aria-invalid={errors.exclude !== undefined}
            aria-describedby={below}
            onChange={(event) => onChange({ exclude: event.target.value })}
          />
          <p className={errors.exclude === undefined ? 'field-hint' : 'field-error'} id={below}>
            {errors.exclude ?? text.excludeHint}
          </p>
        </div>
        <TextField
          label={text.only(number)}
          name={`${name}.only`}
          placeholder={text.onlyPlaceholder}
          hint={text.onlyHint}
          value={values.only}
          error={errors.only}
          onChange={(only) => onChange({ only })}
        />
      </div>
    </details>
  );
}
