import * as v from 'valibot';

const WholeNumber = v.pipe(v.number(), v.integer());

/** Where the window is and how large, in device-independent pixels. */
export const BoundsSchema = v.strictObject({
  x: WholeNumber,
  y: WholeNumber,
  width: WholeNumber,
  height: WholeNumber,
});
export type Bounds = Readonly<v.InferOutput<typeof BoundsSchema>>;

export const SMALLEST = { width: 900, height: 600 } as const;
export const USUAL = { width: 1240, height: 800 } as const;

/** How much of the window's top must be on a screen so that it can be seen and dragged. */
const GRIP = { width: 120, height: 40 } as const;

/**
 * Where to put the window, given where it was last and the work areas of the screens that are there now. Without `x` and `y` it
 * goes to the middle.
 */
export function placeWindow(
  last: Bounds | undefined,
  screens: readonly Bounds[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  if (last === undefined) return USUAL;
  const width = Math.max(SMALLEST.width, last.width);
  const height = Math.max(SMALLEST.height, last.height);
  const seen = screens.some((screen) => {
    const across = Math.min(last.x + width, screen.x + screen.width) - Math.max(last.x, screen.x);
    const below = screen.y + screen.height - last.y;
    return across >= GRIP.width && last.y >= screen.y && below >= GRIP.height;
  });
  return seen ? { x: last.x, y: last.y, width, height } : { width, height };
}
