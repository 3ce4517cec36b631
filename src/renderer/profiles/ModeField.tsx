import { useId } from 'react';
import type { Mode } from '../../shared/profile.js';
import type { FormValues } from './form.js';
import { MODE_WORDS } from './mode.js';

const MODES: readonly Mode[] = ['two-way', 'upload', 'download'];

interface ModeFieldProps {
  readonly mode: Mode;
  readonly deleteExtra: boolean;
  readonly onChange: (part: Partial<FormValues>) => void;
}

/** Which side may change. */
export function ModeField({ mode, deleteExtra, onChange }: ModeFieldProps) {
  const heading = useId();
  return (
    <div className="field">
      <span className="field-label" id={heading}>
        Mode
      </span>
      <div className="modes" role="radiogroup" aria-labelledby={heading}>
        {MODES.map((one) => (
          <ModeChoice key={one} mode={one} chosen={one === mode} onChoose={() => onChange({ mode: one })} />
        ))}
      </div>
      {mode === 'two-way' ? null : (
        <label className="check">
          <input
            type="checkbox"
            checked={deleteExtra}
            onChange={(event) => onChange({ deleteExtra: event.target.checked })}
          />
          <span>
            Also delete on the {mode === 'upload' ? 'remote' : 'local'} side what the{' '}
            {mode === 'upload' ? 'local' : 'remote'} side does not have
          </span>
        </label>
      )}
    </div>
  );
}

interface ModeChoiceProps {
  readonly mode: Mode;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function ModeChoice({ mode, chosen, onChoose }: ModeChoiceProps) {
  const id = useId();
  const { name, line, icon: Icon } = MODE_WORDS[mode];
  return (
    <label className={chosen ? 'mode mode-chosen' : 'mode'}>
      <input
        type="radio"
        name="mode"
        value={mode}
        checked={chosen}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-line`}
        onChange={onChoose}
      />
      <Icon size={16} strokeWidth={1.9} aria-hidden className="mode-icon" />
      <span className="mode-words">
        <span className="mode-name" id={`${id}-name`}>
          {name}
        </span>
        <span className="mode-line" id={`${id}-line`}>
          {line}
        </span>
      </span>
    </label>
  );
}
