import { writeFile } from 'node:fs/promises';
import { measureIn, STATE_CASES } from './state-cases.js';

// Measures one case and writes its figures to a file. A process of its own for each case, so that the peak of the memory is its own.

const [name = '', file = ''] = process.argv.slice(2);
const bench = STATE_CASES.find((each) => each.name === name);
if (bench === undefined) throw new Error(`There is no case “${name}”.`);
let peakBytes = 0;
const look = (): void => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
};
const timer = setInterval(look, 50);
const figures = await measureIn(bench);
clearInterval(timer);
look();
await writeFile(
  file,
  JSON.stringify({ name, title: bench.title, figures: { ...figures, 'peak, MB': peakBytes / 1e6 } }),
);
