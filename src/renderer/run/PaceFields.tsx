import type { RunPace } from '../../shared/run/run.js';
import { runPanelText as text } from './text.js';

const SPEEDS: readonly (number | null)[] = [null, 100_000, 500_000, 1_000_000, 5_000_000, 20_000_000];
const CONNECTIONS: readonly (number | null)[] = [null, 1, 2, 4, 8];

interface PaceFieldsProps {
  readonly pace: RunPace;
  readonly onChange: (pace: RunPace) => void;
}

/** The limits of a run, to be changed while it goes on. */
export function PaceFields({ pace, onChange }: PaceFieldsProps) {
  return (
    <span className="pace">
      <Limit
        name={text.speedLimit}
        values={SPEEDS}
        chosen={pace.bytesPerSecond}
        say={(value) => (value === null ? text.fullSpeed : text.speedAtMost(value))}
        onChange={(bytesPerSecond) => onChange({ ...pace, bytesPerSecond })}
      />
      <Limit
        name={text.itemsAtOnce}
        values={CONNECTIONS}
        chosen={pace.connections}
        say={(value) => (value === null ? text.manyAtOnce : value === 1 ? text.oneByOne : text.atOnce(value))}
        onChange={(connections) => onChange({ ...pace, connections })}
      />
    </span>
  );
}

interface LimitProps {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly chosen: number | null;
  readonly say: (value: number | null) => string;
  readonly onChange: (value: number | null) => void;
}

function Limit({ name, values, chosen, say, onChange }: LimitProps) {
  // The profile may begin with a limit that is none of the usual ones.
  const offered = values.includes(chosen) ? values : [...values, chosen];
  return (
    <select
      className="input pace-limit"
      aria-label={name}
      value={String(chosen)}
      onChange={(event) => {
        const value = offered.find((one) => String(one) === event.target.value);
        if (value !== undefined) onChange(value);
      }}
    >
      {offered.map((value) => (
        <option key={String(value)} value={String(value)}>
          {say(value)}
        </option>
      ))}
    </select>
  );
}
