import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { heightOfItem, ItemLine } from '../result/ItemLine.js';
import { useHistory } from './history-store.js';

/** From how many lines before the end of what has been read on the next page is asked for. */
const AHEAD = 60;

/** The items of the run that is selected, read on as somebody scrolls. */
export function RunItems({ undone }: { readonly undone: boolean }) {
  const items = useHistory((state) => state.items);
  const next = useHistory((state) => state.next);
  const reading = useHistory((state) => state.reading);
  const readItems = useHistory((state) => state.readItems);
  const scroller = useRef<HTMLDivElement>(null);
  // With another function the virtualizer would measure every row anew.
  const height = useCallback(
    (index: number) => {
      const item = items[index];
      return item === undefined ? 28 : heightOfItem(item);
    },
    [items],
  );
  // The virtualizer changes in place, which the React compiler could not follow; it is not in use here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: height,
    overscan: 10,
  });
  const drawn = virtualizer.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (next !== undefined && last >= items.length - AHEAD) void readItems();
  }, [next, last, items, readItems]);
  return (
    <div ref={scroller} className="results" role="region" aria-label="Items of the run" tabIndex={0}>
      {items.length === 0 && !reading && <p className="history-none">There is no such item.</p>}
      <div role="list" className="results-body" style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, key, start, size }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <div
              key={key}
              role="listitem"
              className="results-row"
              style={{ transform: `translateY(${start}px)`, height: size }}
            >
              <ItemLine item={item} undone={undone} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
