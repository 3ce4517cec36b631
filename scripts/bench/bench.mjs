// @ts-check
import { inRoot } from '../lib/root.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runMain, say, Stop } from '../lib/say.mjs';
import { hereAndNow } from './machine.mjs';
import { isPlainWord, readWords } from '../lib/words.mjs';

const USAGE = `Usage: npm run bench [-- line | local | state | window | start | idle] [-- CASE...]

Measures how quick Evenkeel is: the groups or the single cases that are named, or everything.`;

// Measures the groups or the single cases that are named, or everything. What each case came to takes the place of what it came to before, so
// that docs/benchmarks.md always shows the newest of each.

// Loaded when everything is in place: they build on installed packages.
const GROUPS = {
  line: async () => (await import('./line.mjs')).lineBench(),
  local: async () => (await import('./local.mjs')).localBench(),
  state: async () => (await import('./state.mjs')).stateBench(),
  window: async () => (await import('./window.mjs')).windowBench(),
  start: async () => (await import('./bare.mjs')).startBench(),
  idle: async () => (await import('./bare.mjs')).idleBench(),
};

const RESULTS = inRoot('docs', 'benchmarks.json');

await runMain(async () => {
  const asked = readWords(USAGE, isPlainWord);
  await prepare();
  const { writeBenchmarks } = await import('./report.mjs');
  const { loadResults, saveResults, withResult } = await import('./results.mjs');
  const known = [];
  for (const [group, open] of Object.entries(GROUPS)) {
    if (asked[0] !== undefined && asked[0] in GROUPS && !asked.includes(group)) continue;
    known.push({ group, bench: await open() });
  }
  const names = asked.filter((name) => !(name in GROUPS));
  const all = known.flatMap(({ bench }) => bench.names);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no case “${unknown}”, only ${all.join(', ')}.`);

  let failed = 0;
  for (const { group, bench } of known) {
    const chosen = bench.names.filter((name) => names.length === 0 || names.includes(name));
    if (chosen.length === 0) continue;
    await bench.measure(chosen, async (name, figures) => {
      if (figures === undefined) {
        failed += 1;
        say(`${name} failed; what it came to before stays in the table.`);
        return;
      }
      const results = withResult(await loadResults(RESULTS), { group, name, ...hereAndNow(), figures });
      await saveResults(RESULTS, results);
      await writeBenchmarks(results, all);
    });
  }
  say('docs/benchmarks.md and docs/benchmarks.json are new.');
  return failed === 0 ? 0 : 1;
});
