import { useDeferredValue } from 'react';
import { formatCount } from '../../shared/format/plural.js';
import { bytesOf } from '../../shared/plan/item-bytes.js';
import { CATEGORIES, RARE } from './categories.js';
import { settle } from '../api/requests.js';
import type { Settling } from '../conflicts/settle-labels.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { chosenPaths, selectedTargets, usePreview } from './preview-store.js';
import { PreviewTools } from './PreviewTools.js';
import { previewText } from './text.js';

const TEXT = previewText.chips;

interface ChipsProps {
  readonly profileId: ProfileId;
  readonly settling: Settling;
}

/** What the plan holds, counted; each chip shows or hides its items. */
export function Chips({ profileId, settling }: ChipsProps) {
  const counts = usePreview((state) => state.counts);
  const shown = usePreview((state) => state.shown);
  const toggle = usePreview((state) => state.toggleCategory);
  return (
    <div className="chips" role="group" aria-label={previewText.chips.group}>
      {CATEGORIES.filter((category) => counts[category] > 0 || !RARE.has(category)).map((category) => (
        <button
          key={category}
          type="button"
          className={`chip chip-${category}`}
          aria-pressed={shown.has(category)}
          data-empty={counts[category] === 0}
          onClick={() => toggle(category)}
        >
          <span className="chip-dot" aria-hidden />
          {previewText.chips.names[category]}{' '}
          <span className="chip-count">{formatCount(counts[category])}</span>
          {category === 'conflict' && counts.settled > 0 ? (
            <span className="chip-note"> · {previewText.chips.resolved(counts.settled)}</span>
          ) : null}
        </button>
      ))}
      {settling !== undefined && counts.chosen > 0 ? <ChosenChip profileId={profileId} /> : null}
      <SelectedCount />
      <PreviewTools />
    </div>
  );
}

/** What somebody has chosen otherwise than planned: counted, shown by itself, and done as planned again. */
function ChosenChip({ profileId }: { readonly profileId: ProfileId }) {
  const count = usePreview((state) => state.counts.chosen);
  const only = usePreview((state) => state.onlyChosen);
  const showOnly = usePreview((state) => state.showOnlyChosen);
  return (
    <>
      <button
        type="button"
        className="chip chip-chosen"
        aria-pressed={only}
        title={TEXT.chosenHint}
        onClick={() => showOnly(!only)}
      >
        <span className="chip-dot" aria-hidden />
        {TEXT.chosen} <span className="chip-count">{formatCount(count)}</span>
      </button>
      <button
        type="button"
        className="link chip-reset"
        aria-label={TEXT.resetName(count)}
        onClick={() => settle(profileId, chosenPaths(), null)}
      >
        {TEXT.reset}
      </button>
    </>
  );
}

/** How much is selected, where it is more than one row. */
function SelectedCount() {
  // Counting follows behind what it is about, so that a hundred thousand rows are shown as selected at once.
  const selection = useDeferredValue(usePreview((state) => state.selection));
  // What rows stand for follows the rows.
  usePreview((state) => state.rows);
  if (selection.keys.size < 2) return null;
  const targets = selectedTargets();
  const bytes = targets.reduce((sum, node) => sum + (node.item === undefined ? 0 : bytesOf(node.item)), 0);
  return <span className="selected-count">{previewText.selection.count(targets.length, bytes)}</span>;
}
