import { useState } from 'react';
import { changedOn } from '../../shared/plan/plan-filter.js';
import type { Problem } from '../../shared/problem.js';
import type { ItemOutcome } from '../../shared/run/run.js';
import { shown } from '../../shared/format/shown.js';
import { PathText } from '../components/PathText.js';
import { formatSize } from '../../shared/format/size.js';
import { ActionIcon } from '../preview/cells/ActionIcon.js';
import { actionLabel, actionWords, undoneLabel, undoWords } from '../preview/labels.js';
import { resultText as text } from './text.js';
import { WhyDialog } from './WhyDialog.js';

/** How high a line is, in pixels: one with a reason takes two more lines. */
export function heightOfItem(item: ItemOutcome | undefined, told?: Problem): number {
  return item === undefined || reasonOf(item, told) === undefined ? 28 : 64;
}

/** Why an item was not done, unless `told`, which stands above all of them, is what stopped it as well. */
export function reasonOf({ outcome }: ItemOutcome, told?: Problem): Problem | undefined {
  if (!('problem' in outcome)) return undefined;
  return outcome.problem.what === told?.what ? undefined : outcome.problem;
}

/** Whether an item did not come to a good end, and can be tried again as it was planned. */
export function canBeRetried({ action, outcome }: ItemOutcome): boolean {
  return 'problem' in outcome && changedOn(action) !== undefined;
}

/** Whether an item is selected, and what selects it. */
export interface ItemSelection {
  readonly selected: boolean;
  readonly onSelect: (selected: boolean) => void;
}

interface ItemLineProps {
  readonly item: ItemOutcome;
  readonly undone: boolean;
  /** The problem that is told of above. */
  readonly told?: Problem | undefined;
  /** Present where the item can be selected. */
  readonly selection?: ItemSelection | undefined;
  /** Shows what other runs did with the same path; absent where that is shown already. */
  readonly onHistory?: (() => void) | undefined;
}

/** What became of one item, with the reason where there is one. */
export function ItemLine({ item, undone, told, selection, onHistory }: ItemLineProps) {
  const { path, action, bytes } = item;
  const reason = reasonOf(item, told);
  const [why, setWhy] = useState(false);
  return (
    <div className="results-item">
      {selection !== undefined && (
        <input
          type="checkbox"
          className="results-check"
          aria-label={text.select(shown(path))}
          checked={selection.selected}
          onChange={(event) => selection.onSelect(event.target.checked)}
        />
      )}
      <ActionIcon action={action} isUndo={undone} />
      {onHistory === undefined ? (
        <PathText path={path} />
      ) : (
        <button type="button" className="results-path" title={text.fileHistory} onClick={onHistory}>
          <PathText path={path} />
        </button>
      )}
      <span className="results-action ellipsis" title={undone ? undoWords(action) : actionWords(action)}>
        {undone ? undoneLabel(action) : actionLabel(action).text}
      </span>
      <span className="results-bytes">{bytes > 0 ? formatSize(bytes) : ''}</span>
      {reason !== undefined && (
        <div className="results-reason">
          <span className="ellipsis" title={shown(reason.what)}>
            {shown(reason.what)}
          </span>
          <button
            type="button"
            className="link results-why"
            aria-label={text.whyOf(shown(path))}
            onClick={() => setWhy(true)}
          >
            {text.why}
          </button>
          <span className="ellipsis results-advice" title={shown(reason.advice)}>
            {shown(reason.advice)}
          </span>
          {why && <WhyDialog path={path} problem={reason} onClose={() => setWhy(false)} />}
        </div>
      )}
    </div>
  );
}
