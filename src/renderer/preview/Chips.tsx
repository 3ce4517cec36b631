import { formatCount } from '../format/size.js';
import { CATEGORIES, RARE } from './categories.js';
import { usePreview } from './preview-store.js';
import { CATEGORY_NAMES } from './labels.js';

/** What the plan holds, counted; each chip shows or hides its items. */
export function Chips() {
  const counts = usePreview((state) => state.counts);
  const shown = usePreview((state) => state.shown);
  const toggle = usePreview((state) => state.toggleCategory);
  return (
    <div className="chips" role="group" aria-label="Show">
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
          {CATEGORY_NAMES[category]} <span className="chip-count">{formatCount(counts[category])}</span>
          {category === 'conflict' && counts.settled > 0 ? (
            <span className="chip-note"> · {formatCount(counts.settled)} resolved</span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
