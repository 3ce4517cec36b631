import * as v from 'valibot';
import { spareMemory } from '../../src/main/session/spare-memory.js';
import { placeOf } from '../../src/main/session/past-runs.js';
import { withSession } from '../../src/main/session/with-session.js';
import { ProfileDraftSchema } from '../../src/shared/profile/profile.js';

// One comparison and one run, as the application does them, in a process of its own: what the other tools are timed at as well.

spareMemory();

const InputSchema = v.object({
  draft: ProfileDraftSchema,
  password: v.string(),
  stateFile: v.string(),
  only: v.optional(v.array(v.string())),
});

const { draft, password, stateFile, only } = v.parse(InputSchema, JSON.parse(process.argv[2] ?? ''));
const profile = { ...draft, id: 'bench' };
const { signal } = new AbortController();
const begunMs = performance.now();
let largest = 0;
const sampling = setInterval(() => (largest = Math.max(largest, process.memoryUsage.rss())), 100);

/** Each line of the dialogue with the server, with the milliseconds since the beginning: what is waited for shows there. */
const tell = (line: string): void => {
  process.stderr.write(`${(performance.now() - begunMs).toFixed(0).padStart(6)} ${line}\n`);
};

const emit = (): void => undefined;
const report = await withSession(
  {
    trigger: 'command-line',
    signal,
    now: Date.now,
    reach: (open) =>
      open({
        profile,
        place: placeOf(stateFile, profile),
        ownPlaces: [],
        ...(process.env['EVENKEEL_BENCH_DIALOGUE'] !== undefined && { dialogue: tell }),
        secret: (kind) => Promise.resolve(kind === 'password' ? password : ''),
      }),
  },
  async (session) => {
    const connectedMs = performance.now();
    const { plan } = await session.compare({ emit, only });
    const comparedMs = performance.now();
    const done = await session.run(plan, { dryRun: false, exceedDeletionLimit: true, emit });
    return {
      end: done.end,
      counts: done.counts,
      connectMs: connectedMs - begunMs,
      compareMs: comparedMs - connectedMs,
      runMs: performance.now() - comparedMs,
      problems: done.items.filter(({ outcome }) => outcome.kind === 'failed').slice(0, 3),
    };
  },
);
clearInterval(sampling);
process.stdout.write(
  `${JSON.stringify({ ...report, rssBytes: Math.max(largest, process.memoryUsage.rss()) })}\n`,
);
