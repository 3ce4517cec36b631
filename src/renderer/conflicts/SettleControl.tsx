import { settlementsIn, type PlanItem, type Settlement } from '../../shared/plan/plan.js';
import type { Mode } from '../../shared/profile/profile.js';
import './conflicts.css';
import { settleChoices, UNDO_CHOICES } from './settle-labels.js';

const NAMES = { conflict: 'Resolve the conflict', choice: 'Choose another action' } as const;

/** Why a choice cannot be made. */
const FORBIDDEN: Readonly<Record<Mode | 'undo', string | undefined>> = {
  undo: undefined,
  'two-way': undefined,
  upload: 'Upload never changes the local side.',
  download: 'Download never changes the remote side.',
};

interface SettleControlProps {
  /** What is chosen for. */
  readonly item: PlanItem;
  /** Decides which sides may change, and so which choices there are. */
  readonly mode: Mode | 'undo';
  /** Whether the keyboard stops at it. */
  readonly reachable?: boolean;
  /** `null` takes a settlement back. */
  readonly onSettle: (settlement: Settlement | null) => void;
}

/** Settles one item; the choice that is made can be taken back by pressing it again. */
export function SettleControl({ item, mode, reachable = true, onSettle }: SettleControlProps) {
  const allowed = mode === 'undo' ? ['skip'] : settlementsIn(mode);
  const choices = mode === 'undo' ? UNDO_CHOICES : settleChoices(item);
  const { settled } = item;
  return (
    <div
      className="settle"
      role="group"
      aria-label={NAMES[item.conflict === undefined ? 'choice' : 'conflict']}
    >
      {choices.map(({ settlement, name, deletes }) => (
        <button
          key={settlement}
          type="button"
          className={`settle-choice settle-${settlement} ${deletes ? 'settle-deletes' : ''}`}
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
