/** A point of the window, in pixels from its upper left corner. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Keeps this far from the edges. */
const MARGIN = 6;

/** Where a menu's corner goes, so that the whole menu is in the window. */
export function placeMenu(
  { x, y }: MenuPoint,
  { width, height }: Size,
  { clientWidth, clientHeight }: { readonly clientWidth: number; readonly clientHeight: number },
): { readonly left: number; readonly top: number } {
  const left = Math.min(x, clientWidth - width - MARGIN);
  // Above the point where there is more room than below.
  const top =
    y + height + MARGIN <= clientHeight
      ? y
      : y - height >= MARGIN
        ? y - height
        : clientHeight - height - MARGIN;
  return { left: Math.max(MARGIN, left), top: Math.max(MARGIN, top) };
}
