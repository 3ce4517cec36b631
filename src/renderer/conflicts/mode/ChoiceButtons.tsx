import { deletesOn, type PlanItem } from '../../../shared/plan/plan.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { Button } from '../../components/Button.js';
import { conflictsText } from '../text.js';
import { CHOICES, MERGE_KEY, settlementOf, whyNoMerge, type Choice } from './choices.js';

const text = conflictsText.mode;

interface ChoiceButtonsProps {
  /** The conflict that is shown. */
  readonly item: PlanItem;
  /** All that the choice is for. */
  readonly meant: readonly PlanItem[];
  readonly profile: Profile;
  readonly onChoose: (choice: Choice) => void;
  readonly onMerge: () => void;
}

/** A button for each way to resolve a conflict, with its key. What deletes something says so, and how much. */
export function ChoiceButtons({ item, meant, profile, onChoose, onMerge }: ChoiceButtonsProps) {
  const { mode } = profile;
  const noMerge = whyNoMerge(item, profile);
  return (
    <div className="mode-choices" role="group" aria-label={conflictsText.conflictChoices}>
      {CHOICES.map(({ choice, key }) => {
        const settlement = settlementOf(choice, item, mode);
        const on = settlement === undefined ? undefined : deletesOn(settlement, item);
        const deleted = meant.filter((one) => {
          const to = settlementOf(choice, one, mode);
          return to !== undefined && deletesOn(to, one) !== undefined;
        }).length;
        return (
          <Button
            key={choice}
            className={on === undefined ? '' : 'conflict-deletes'}
            aria-keyshortcuts={key.toUpperCase()}
            aria-pressed={item.settled !== undefined && item.settled === choice}
            disabled={settlement === undefined}
            title={settlement === undefined ? text.unavailable[choice] : undefined}
            onClick={() => onChoose(choice)}
          >
            {on === undefined
              ? text.choice[choice]
              : deleted > 1
                ? text.deleteOn[on](deleted)
                : conflictsText.deleteOn[on]}
            <kbd aria-hidden>{key.toUpperCase()}</kbd>
          </Button>
        );
      })}
      <Button
        aria-keyshortcuts={MERGE_KEY.toUpperCase()}
        aria-pressed={item.settled === 'merge'}
        disabled={noMerge !== undefined}
        title={noMerge && text.noMerge[noMerge]}
        onClick={onMerge}
      >
        {text.merge}
        <kbd aria-hidden>{MERGE_KEY.toUpperCase()}</kbd>
      </Button>
    </div>
  );
}
