import {
  CircleCheck,
  LoaderCircle,
  OctagonX,
  Redo2,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { shown } from '../../../shared/format/shown.js';
import { pairNames } from '../../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../../shared/profile/profile.js';
import { runText } from '../../../shared/run/text.js';
import { Button } from '../../components/Button.js';
import { shellText } from '../text.js';
import { isFailed, pairState, sumOf, sumText, type PairState } from './pair-state.js';
import './pairs.css';
import type { Work } from './use-work.js';

const text = shellText.pairs;

interface PairStripProps {
  readonly owner: Profile;
  readonly work: Pick<Work, 'pairs' | 'activities' | 'round'>;
  /** The pair that is shown below. */
  readonly shownId: ProfileId;
  readonly onShow: (id: ProfileId) => void;
  /** Shows what undoing a run of all pairs would do; absent while nothing can be undone. */
  readonly onUndo?: ((joint: string) => void) | undefined;
}

/** The pairs of folders of a profile, how each of them stands, and what they come to together. Choosing one shows it below. */
export function PairStrip({
  owner,
  work: { pairs, activities, round },
  shownId,
  onShow,
  onUndo,
}: PairStripProps) {
  const names = pairNames(owner);
  const sum = sumOf(activities);
  const oneFailed = activities.some(isFailed);
  return (
    <section className="pairs" aria-label={text.name}>
      <div className="pairs-sum">
        <p role="status">{sumText(activities)}</p>
        {onUndo !== undefined && sum?.undoable !== undefined && (
          <Button
            icon={runText.undo(sum.report) === 'Redo' ? Redo2 : Undo2}
            title={text.undoAllTitle}
            onClick={() => onUndo(sum.undoable ?? '')}
          >
            {text.undoAll(runText.undo(sum.report))}
          </Button>
        )}
      </div>
      <div className="pairs-list">
        {pairs.map((pair, at) => (
          <PairButton
            key={pair.id}
            pair={pair}
            name={names.get(pair.id) ?? pair.localFolder}
            state={pairState(activities[at], round?.waiting.includes(pair.id) === true, oneFailed)}
            isShown={pair.id === shownId}
            onShow={() => onShow(pair.id)}
          />
        ))}
      </div>
    </section>
  );
}

interface PairButtonProps {
  readonly pair: Profile;
  readonly name: string;
  readonly state: PairState;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function PairButton({ pair, name, state: { words, tone }, isShown, onShow }: PairButtonProps) {
  const Icon = ICONS[tone];
  return (
    <button
      type="button"
      className="pair"
      aria-pressed={isShown}
      title={`${shown(pair.localFolder)}\n${shown(pair.remoteFolder)}\n${shown(words)}`}
      onClick={onShow}
    >
      <span className="pair-name ellipsis">{shown(name)}</span>
      <span className="pair-state" data-tone={tone}>
        {Icon !== undefined && (
          <Icon size={13} aria-hidden className={tone === 'busy' ? 'spin' : undefined} />
        )}
        <span className="ellipsis">{shown(words)}</span>
      </span>
    </button>
  );
}

const ICONS: Readonly<Record<PairState['tone'], LucideIcon | undefined>> = {
  plain: undefined,
  busy: LoaderCircle,
  good: CircleCheck,
  mixed: TriangleAlert,
  bad: OctagonX,
};
