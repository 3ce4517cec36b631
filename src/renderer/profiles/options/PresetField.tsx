import {
  ArrowLeftRight,
  ArrowLeftToLine,
  ArrowRight,
  ArrowRightToLine,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react';
import { useId, useState } from 'react';
import { PRESETS, presetOf, type PresetName } from '../../../shared/profile/presets.js';
import type { FormValues } from '../form.js';
import { optionsText } from '../text/options.js';
import { customWords, withPreset } from './preset-values.js';

/** The sign of each way between local (left) and remote (right). */
export const PRESET_ICONS: Readonly<Record<PresetName | 'custom', LucideIcon>> = {
  'two-way': ArrowLeftRight,
  'mirror-to-server': ArrowRightToLine,
  'mirror-from-server': ArrowLeftToLine,
  update: ArrowRight,
  custom: SlidersHorizontal,
};

interface PresetFieldProps {
  readonly values: FormValues;
  readonly onChange: (part: Partial<FormValues>) => void;
  /** Shows the details of which a preset consists. */
  readonly onCustom: () => void;
}

/** Which side may change, and how: the ways that people know from other tools, or one of their own. */
export function PresetField({ values, onChange, onCustom }: PresetFieldProps) {
  const heading = useId();
  // Somebody who means to change details has not changed any yet.
  const [wantsCustom, setWantsCustom] = useState(false);
  const shown = wantsCustom ? 'custom' : presetOf(values);
  return (
    <div className="field">
      <span className="field-label" id={heading}>
        {optionsText.presets.label}
      </span>
      <div className="presets" role="radiogroup" aria-labelledby={heading}>
        {PRESETS.map(({ name, title, explanation }) => (
          <PresetChoice
            key={name}
            name={name}
            title={title}
            explanation={explanation}
            chosen={shown === name}
            onChoose={() => {
              setWantsCustom(false);
              onChange(withPreset(values, name));
            }}
          />
        ))}
        <PresetChoice
          name="custom"
          title={optionsText.presets.customTitle}
          explanation={customWords(values)}
          chosen={shown === 'custom'}
          onChoose={() => {
            setWantsCustom(true);
            onCustom();
          }}
        />
      </div>
    </div>
  );
}

interface PresetChoiceProps {
  readonly name: PresetName | 'custom';
  readonly title: string;
  readonly explanation: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function PresetChoice({ name, title, explanation, chosen, onChoose }: PresetChoiceProps) {
  const id = useId();
  const Icon = PRESET_ICONS[name];
  return (
    <label className={`preset preset-${name} ${chosen ? 'preset-chosen' : ''}`}>
      <input
        type="radio"
        name="preset"
        value={name}
        checked={chosen}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-line`}
        onChange={onChoose}
      />
      <span className="preset-words">
        <span className="preset-head">
          <span className="preset-name" id={`${id}-name`}>
            {title}
          </span>
          <Icon size={16} strokeWidth={1.9} aria-hidden className="preset-icon" />
        </span>
        <span className="preset-line" id={`${id}-line`}>
          {explanation}
        </span>
      </span>
    </label>
  );
}
