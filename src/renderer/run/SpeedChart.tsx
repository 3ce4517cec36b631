import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatSize } from '../../shared/format/size.js';
import { useRun } from './run-store.js';
import { speedFacts, type SpeedHistory } from './pace/speed-history.js';
import { runPanelText as text } from './text.js';

const WIDTH = 248;
const HEIGHT = 86;

/** The speed from the beginning of the run on. What the picture shows is said in a sentence for those who cannot see it. */
export function SpeedChart() {
  const place = useRef<HTMLDivElement>(null);
  const speeds = useRun((state) => state.speeds);
  const chart = useRef<UPlot>(undefined);
  useEffect(() => {
    const drawn = new UPlot(OPTIONS, [[], []], place.current ?? undefined);
    chart.current = drawn;
    drawn.setData(dataOf(useRun.getState().speeds));
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    const redraw = (): void => drawn.redraw(false);
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      drawn.destroy();
    };
  }, []);
  useEffect(() => chart.current?.setData(dataOf(speeds)), [speeds]);
  const facts = speedFacts(speeds);
  return (
    <div
      ref={place}
      className="speed-chart"
      role="img"
      aria-label={facts === undefined ? text.noSpeedYet : text.speedFacts(facts.mean, facts.highest)}
      title={facts === undefined ? undefined : text.speedFacts(facts.mean, facts.highest)}
    />
  );
}

const OPTIONS: UPlot.Options = {
  width: WIDTH,
  height: HEIGHT,
  padding: [6, 2, 8, 0],
  cursor: { show: false },
  legend: { show: false },
  scales: {
    x: { time: false },
    // From nothing on, so that half as high is half as fast.
    y: { range: (_chart, _lowest, highest) => [0, Math.max(1000, highest * 1.1)] },
  },
  axes: [
    { show: false },
    {
      size: 62,
      space: 28,
      gap: 4,
      font: '11px "Inter Variable", system-ui, sans-serif',
      stroke: () => colour('--text-3'),
      grid: { stroke: () => colour('--line'), width: 1 },
      ticks: { show: false },
      values: (_chart, values) => values.map((value) => (value === 0 ? '0' : `${formatSize(value)}/s`)),
    },
  ],
  series: [
    {},
    {
      stroke: () => colour('--accent'),
      fill: () => colour('--selected'),
      width: 1.5,
      points: { show: false },
    },
  ],
};

function dataOf({ points }: SpeedHistory): UPlot.AlignedData {
  const begin = points[0]?.ms ?? 0;
  return [points.map(({ ms }) => (ms - begin) / 1000), points.map(({ speed }) => speed)];
}

/** A colour of the theme, as it is at this moment. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
