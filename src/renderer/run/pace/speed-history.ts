/** How fast a run was at a moment. */
export interface SpeedPoint {
  readonly ms: number;
  /** Bytes a second. */
  readonly speed: number;
}

/** How fast a run was from its beginning on, in steps that grow with the run. */
export interface SpeedHistory {
  readonly points: readonly SpeedPoint[];
  readonly stepMs: number;
}

const MOST_POINTS = 240;

export const NO_POINTS: SpeedHistory = { points: [], stepMs: 1000 };

/** The history with one more point, unless it comes within a step of the last. Once it is full, two points become one. */
export function addPoint(history: SpeedHistory, point: SpeedPoint): SpeedHistory {
  const { points, stepMs } = history;
  const last = points.at(-1);
  if (last !== undefined && point.ms - last.ms < stepMs) return history;
  const longer = [...points, point];
  return longer.length <= MOST_POINTS
    ? { points: longer, stepMs }
    : { points: halved(longer), stepMs: 2 * stepMs };
}

/** The mean and the highest speed; `undefined` before there is anything to tell. */
export function speedFacts({
  points,
}: SpeedHistory): { readonly mean: number; readonly highest: number } | undefined {
  if (points.length === 0) return undefined;
  const speeds = points.map(({ speed }) => speed);
  return {
    mean: speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length,
    highest: Math.max(...speeds),
  };
}

function halved(points: readonly SpeedPoint[]): readonly SpeedPoint[] {
  return points.flatMap((one, index) => {
    const next = points[index + 1];
    if (index % 2 === 1) return [];
    return next === undefined ? [one] : [{ ms: next.ms, speed: (one.speed + next.speed) / 2 }];
  });
}
