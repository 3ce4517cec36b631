import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

interface VirtualListProps {
  /** What a screen reader calls it. */
  readonly name: string;
  readonly count: number;
  /** Height of a line in pixels. A stable function: another one has every line measured anew. */
  readonly heightOf: (index: number) => number;
  /** Names a line, however many come before it; stable as well. By its place where absent. */
  readonly keyOf?: ((index: number) => string) | undefined;
  readonly line: (index: number) => ReactNode;
  /** Told of the last line that is drawn, whenever that is another one; stable as well. */
  readonly onDrawn?: ((last: number) => void) | undefined;
  /** What stands above the lines. */
  readonly children?: ReactNode;
}

/** Lines of known heights, of which only those in sight are drawn. */
export function VirtualList({ name, count, heightOf, keyOf, line, onDrawn, children }: VirtualListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer changes in place, which the React compiler could not follow; it is not in use here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    ...(keyOf === undefined ? {} : { getItemKey: keyOf }),
    overscan: 10,
  });
  const drawn = virtualizer.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => onDrawn?.(last), [onDrawn, last]);
  return (
    <div ref={scroller} className="lines" role="region" aria-label={name} tabIndex={0}>
      {children}
      <div role="list" className="lines-body" style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, key, start, size }) => (
          <div
            key={key}
            role="listitem"
            className="lines-row"
            style={{ transform: `translateY(${start}px)`, height: size }}
          >
            {line(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
