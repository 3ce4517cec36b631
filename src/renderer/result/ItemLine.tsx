import type { Problem } from '../../shared/problem.js';
import type { ItemOutcome } from '../../shared/run/run.js';
import { shown } from '../../shared/format/shown.js';
import { PathText } from '../components/PathText.js';
import { formatSize } from '../format/size.js';
import { ActionIcon } from '../preview/ActionIcon.js';
import { actionLabel, actionWords, undoneLabel } from '../preview/labels.js';

/** How high a line is, in pixels: one with a reason takes two more lines. */
export function heightOfItem(item: ItemOutcome | undefined, told?: Problem): number {
  return item === undefined || reasonOf(item, told) === undefined ? 28 : 64;
}

/** Why an item was not done, unless `told`, which stands above all of them, is what stopped it as well. */
export function reasonOf({ outcome }: ItemOutcome, told?: Problem): Problem | undefined {
  if (!('problem' in outcome)) return undefined;
  return outcome.problem.what === told?.what ? undefined : outcome.problem;
}

interface ItemLineProps {
  readonly item: ItemOutcome;
  readonly undone: boolean;
  /** The problem that is told of above. */
  readonly told?: Problem | undefined;
}

/** What became of one item, with the reason where there is one. */
export function ItemLine({ item, undone, told }: ItemLineProps) {
  const { path, action, bytes } = item;
  const reason = reasonOf(item, told);
  return (
    <div className="results-item">
      <ActionIcon action={action} />
      <PathText path={path} />
      <span className="results-action ellipsis" title={actionWords(action)}>
        {undone ? undoneLabel(action) : actionLabel(action).text}
      </span>
      <span className="results-bytes">{bytes > 0 ? formatSize(bytes) : ''}</span>
      {reason !== undefined && (
        <p className="results-reason">
          <span className="ellipsis" title={shown(reason.what)}>
            {shown(reason.what)}
          </span>
          <span className="ellipsis results-advice" title={shown(reason.advice)}>
            {shown(reason.advice)}
          </span>
        </p>
      )}
    </div>
  );
}
