import type { Side } from '../../shared/entry/entry.js';
import type { PlanItem } from '../../shared/plan/plan.js';
import { beforeOf, nowOf } from './facts.js';
import { detailsText } from './text.js';

const SIDES = ['local', 'remote'] as const;

interface VersionsProps {
  readonly item: PlanItem;
  /** Whether what was there at the last sync is told as well. */
  readonly withBefore: boolean;
  /** What sets one of the two apart, such as being newer, by side. */
  readonly marks?: Readonly<Record<Side, readonly string[]>> | undefined;
}

/** What both sides have, next to each other, and what they had at the last sync. */
export function Versions({ item, withBefore, marks }: VersionsProps) {
  return (
    <div className="versions">
      {SIDES.map((side) => {
        const became = detailsText.became[item[side].class];
        const words = [...(became === '' ? [] : [became]), ...(marks?.[side] ?? [])];
        return (
          <section key={side} className="version" aria-label={detailsText.side[side]}>
            <h3 className={`version-side version-${side}`}>
              {detailsText.side[side]}
              {words.map((word) => (
                <span key={word} className="class-word">
                  {word}
                </span>
              ))}
            </h3>
            <p className="version-now">{nowOf(item[side])}</p>
            {withBefore && item.baseline !== undefined ? (
              <p className="version-before">
                {detailsText.before}: {beforeOf(item, side)}
              </p>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}
