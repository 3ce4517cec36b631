import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { spareMemory } from '../../src/main/session/spare-memory.js';
import { policyOf } from '../../src/main/session/policy-of.js';
import { withBothSides } from '../../src/main/session/both-sides.js';
import { compare } from '../../src/main/sync/scan/compare.js';
import { run } from '../../src/main/sync/run/run.js';
import { ProfileDraftSchema } from '../../src/shared/profile/profile.js';

// One comparison and one run, as the application does them, in a process of its own: what the other tools are timed at as well.

spareMemory();

const InputSchema = v.object({
  draft: ProfileDraftSchema,
  password: v.string(),
  stateFile: v.string(),
});

const { draft, password, stateFile } = v.parse(InputSchema, JSON.parse(process.argv[2] ?? ''));
const profile = { ...draft, id: 'bench' };
const { signal } = new AbortController();
const begunMs = performance.now();
let largest = 0;
const sampling = setInterval(() => (largest = Math.max(largest, process.memoryUsage().rss)), 100);

const policy = policyOf(profile);
const report = await withBothSides(
  {
    profile,
    stateFile,
    ownPlaces: [],
    secret: (kind) => Promise.resolve(kind === 'password' ? password : ''),
    signal,
  },
  async ({ targets, state }) => {
    const connectedMs = performance.now();
    const plan = await compare({
      targets,
      state,
      policy,
      pyftpsyncPeer: undefined,
      signal,
      emit: () => undefined,
      nowMs: Date.now(),
    });
    const comparedMs = performance.now();
    const done = await run({
      runId: randomUUID(),
      profileId: profile.id,
      trigger: 'command-line',
      plan,
      targets,
      state,
      policy,
      dryRun: false,
      passBrakes: true,
      signal,
      emit: () => undefined,
      now: Date.now,
    });
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
  `${JSON.stringify({ ...report, rssBytes: Math.max(largest, process.memoryUsage().rss) })}\n`,
);
