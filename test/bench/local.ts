import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_CASES } from './local-cases.js';
import { summed } from './summed.js';

// Measures one case between two folders of this computer, and writes what it came to to a file. `--list` tells which cases there are.

const [name = '', file = ''] = process.argv.slice(2);
if (name === '--list') process.stdout.write(JSON.stringify(LOCAL_CASES.map((bench) => bench.name)));
else {
  const bench = LOCAL_CASES.find((each) => each.name === name);
  if (bench === undefined) throw new Error(`There is no case “${name}”.`);
  const base = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  try {
    await writeFile(file, JSON.stringify(summed(bench, await bench.measure(base))));
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}
