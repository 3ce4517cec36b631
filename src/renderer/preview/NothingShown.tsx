import { CircleCheck, ListFilter, SearchX, type LucideIcon } from 'lucide-react';
import { changesIn, type PlanTotals } from '../../shared/plan/plan.js';
import { usePreview } from './preview-store.js';
import { previewText } from './text.js';

const TEXT = previewText.empty;

/** What stands in the place of the rows of a plan where there are none: everything is in sync, or all of it is hidden. */
export function NothingShown({ totals }: { readonly totals: PlanTotals }) {
  const empty = usePreview((state) => state.rows.length === 0);
  const find = usePreview((state) => state.find.trim());
  if (!empty) return null;
  if (find !== '') return <Blank icon={SearchX} title={TEXT.notFound} text={TEXT.notFoundText(find)} />;
  const skipped = totals.leave.items - totals.filtered.items;
  const inSync = changesIn(totals) + totals.conflict.items + skipped === 0;
  return inSync ? (
    <Blank good icon={CircleCheck} title={TEXT.inSync} text={inSyncText(totals)} />
  ) : (
    <Blank icon={ListFilter} title={TEXT.hidden} text={TEXT.hiddenBy} />
  );
}

function inSyncText({ equal, filtered }: PlanTotals): string {
  if (equal.items > 0) return TEXT.compared(equal.items);
  return filtered.items > 0 ? TEXT.allExcluded : TEXT.bothEmpty;
}

interface BlankProps {
  /** Whether it is what somebody hopes to see. */
  readonly good?: boolean;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

function Blank({ good = false, icon: Icon, title, text }: BlankProps) {
  return (
    <div className="blank blank-over">
      <Icon
        size={40}
        strokeWidth={1.3}
        aria-hidden
        className={good ? 'blank-icon blank-good' : 'blank-icon'}
      />
      <h2 className="blank-title">{title}</h2>
      <p className="blank-text">{text}</p>
    </div>
  );
}
