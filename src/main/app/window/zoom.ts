import * as v from 'valibot';

/** The sizes that browsers offer too. */
const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export const ZoomSchema = v.pipe(v.number(), v.minValue(STEPS[0]), v.maxValue(3));

/** The next larger (1) or smaller (-1) size, or the usual one (0). */
export function zoomAfter(zoom: number, step: -1 | 0 | 1): number {
  switch (step) {
    case 0:
      return 1;
    case 1:
      return STEPS.find((size) => size > zoom) ?? zoom;
    case -1:
      return STEPS.findLast((size) => size < zoom) ?? zoom;
  }
}
