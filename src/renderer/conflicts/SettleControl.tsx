import { settlementsIn, type PlanItem, type SimpleSettlement } from '../../shared/plan/plan.js';
import type { Mode } from '../../shared/profile/profile.js';
import './conflicts.css';
import { settleChoices, UNDO_CHOICES } from './settle-labels.js';
import { conflictsText } from './text.js';

/** Why a choice cannot be made. */
const FORBIDDEN: Readonly<Record<Mode | 'undo', string | undefined>> = {
  undo: undefined,
  'two-way': undefined,
  upload: conflictsText.forbiddenByUpload,
  download: conflictsText.forbiddenByDownload,
};

interface SettleControlProps {
  /** What is chosen for. */
  readonly item: PlanItem;
  /** Decides which sides may change, and so which choices there are. */
  readonly mode: Mode | 'undo';
  /** Whether the keyboard stops at it. */
  readonly reachable?: boolean;
  /** `null` undoes a settlement. */
  readonly onSettle: (settlement: SimpleSettlement | null) => void;
}

/** Settles one item; the choice that is made can be undone by pressing it again. */
export function SettleControl({ item, mode, reachable = true, onSettle }: SettleControlProps) {
  const allowed: readonly SimpleSettlement[] = mode === 'undo' ? ['skip'] : settlementsIn(mode);
  const choices = mode === 'undo' ? UNDO_CHOICES : settleChoices(item);
  const { settled } = item;
  return (
    <div
      className="settle"
      role="group"
      aria-label={item.conflict === undefined ? conflictsText.choices : conflictsText.conflictChoices}
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
