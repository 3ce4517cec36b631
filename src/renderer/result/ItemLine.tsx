import type { ItemOutcome } from '../../shared/run.js';
import { PathText } from '../components/PathText.js';
import { formatSize } from '../format/size.js';
import { ActionIcon } from '../preview/ActionIcon.js';
import { actionLabel, actionWords, undoneLabel } from '../preview/words.js';

/** How high a line is, in pixels: one with a reason takes two more lines. */
export function heightOfItem({ outcome }: ItemOutcome): number {
  return 'problem' in outcome ? 64 : 28;
}

interface ItemLineProps {
  readonly item: ItemOutcome;
  readonly undone: boolean;
}

/** What became of one item, with the reason where there is one. */
export function ItemLine({ item: { path, action, outcome, bytes }, undone }: ItemLineProps) {
  return (
    <div className="results-item">
      <ActionIcon action={action} />
      <PathText path={path} />
      <span className="results-action ellipsis" title={actionWords(action)}>
        {undone ? undoneLabel(action) : actionLabel(action).text}
      </span>
      <span className="results-bytes">{bytes > 0 ? formatSize(bytes) : ''}</span>
      {'problem' in outcome && (
        <p className="results-reason">
          <span className="ellipsis" title={outcome.problem.what}>
            {outcome.problem.what}
          </span>
          <span className="ellipsis results-advice" title={outcome.problem.advice}>
            {outcome.problem.advice}
          </span>
        </p>
      )}
    </div>
  );
}
