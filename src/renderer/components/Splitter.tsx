import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

/** A side of something that can be made larger or smaller there. */
export type Edge = 'top' | 'left' | 'right';

interface SplitterProps {
  readonly label: string;
  /** The edge of what it stands in: dragging it outwards makes that larger. */
  readonly edge: Edge;
  readonly className: string;
  /** The size of what it stands in, in pixels. */
  readonly size: number;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly onResize: (size: number) => void;
  /** A double click takes the size back to what is usual. */
  readonly onReset?: (() => void) | undefined;
}

/** How far a press of an arrow key moves the line, in pixels. */
const STEP = 16;

/** The arrow keys that lead outwards and inwards. */
const KEYS: Readonly<Record<Edge, readonly [outwards: string, inwards: string]>> = {
  top: ['ArrowUp', 'ArrowDown'],
  left: ['ArrowLeft', 'ArrowRight'],
  right: ['ArrowRight', 'ArrowLeft'],
};

/** The edge of what it stands in: a line that can be dragged, or moved by the arrow keys. */
export function Splitter({ label, edge, className, size, least, most, onResize, onReset }: SplitterProps) {
  const dragged = useRef<{ readonly from: number; readonly size: number } | null>(null);
  const placeOf = ({ clientX, clientY }: PointerEvent): number => {
    if (edge === 'top') return -clientY;
    return edge === 'left' ? -clientX : clientX;
  };
  // What was asked for may be more than there was room for: the line goes on from where it is seen.
  const seenSize = (line: HTMLElement): number =>
    (edge === 'top' ? line.parentElement?.offsetHeight : line.parentElement?.offsetWidth) ?? size;
  const resize = (wanted: number): void =>
    onResize(Math.round(Math.min(most ?? Infinity, Math.max(least ?? 0, wanted))));
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const [outwards, inwards] = KEYS[edge];
    const step = event.key === outwards ? STEP : event.key === inwards ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(seenSize(event.currentTarget) + step);
  };
  const endDrag = (): void => {
    dragged.current = null;
  };
  return (
    <div
      className={className}
      role="separator"
      aria-label={label}
      aria-orientation={edge === 'top' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = { from: placeOf(event), size: seenSize(event.currentTarget) };
      }}
      onPointerMove={(event) => {
        const { current } = dragged;
        if (current !== null) resize(current.size + placeOf(event) - current.from);
      }}
      onPointerUp={endDrag}
      onPointerCancel={endDrag}
      onDoubleClick={onReset}
    />
  );
}
