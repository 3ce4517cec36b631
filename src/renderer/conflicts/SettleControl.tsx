import { settlementsIn, type Settlement } from '../../shared/plan/plan.js';
import type { Mode } from '../../shared/profile/profile.js';
import './conflicts.css';

const CHOICES: readonly (readonly [Settlement, string])[] = [
  ['local', 'Use local'],
  ['remote', 'Use remote'],
  ['skip', 'Skip'],
];

const NAMES = { conflict: 'Settle the conflict', choice: 'Choose something else' } as const;

/** Why a choice cannot be made. */
const FORBIDDEN: Readonly<Record<Mode, string | undefined>> = {
  'two-way': undefined,
  upload: 'Upload never changes the local side.',
  download: 'Download never changes the remote side.',
};

interface SettleControlProps {
  /** Whether it settles a conflict, or chooses otherwise than the rules. */
  readonly about?: 'conflict' | 'choice';
  readonly settled: Settlement | undefined;
  /** Decides which sides may change, and so which choices there are. */
  readonly mode: Mode;
  /** Whether the keyboard stops at it. */
  readonly reachable?: boolean;
  /** `null` takes a settlement back. */
  readonly onSettle: (settlement: Settlement | null) => void;
}

/** Settles one item; the choice that is made can be taken back by pressing it again. */
export function SettleControl({
  about = 'conflict',
  settled,
  mode,
  reachable = true,
  onSettle,
}: SettleControlProps) {
  const allowed = settlementsIn(mode);
  return (
    <div className="settle" role="group" aria-label={NAMES[about]}>
      {CHOICES.map(([settlement, name]) => (
        <button
          key={settlement}
          type="button"
          className={`settle-choice settle-${settlement}`}
          aria-pressed={settled === settlement}
          disabled={!allowed.includes(settlement)}
          title={allowed.includes(settlement) ? undefined : FORBIDDEN[mode]}
          tabIndex={reachable ? 0 : -1}
          onClick={() => onSettle(settled === settlement ? null : settlement)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
