import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { openState } from '../../../src/main/state/open-state.js';
import { compare } from '../../../src/main/sync/scan/compare.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { run } from '../../../src/main/sync/run/run.js';
import { openTarget } from '../../../src/main/targets/open-target.js';

// One comparison and one run in a process of its own, which a test kills at any moment. Prints `begun` when the run begins, and in the
// end what came of it.

const InputSchema = v.object({
  state: v.string(),
  local: v.string(),
  remote: v.variant('kind', [
    v.object({ kind: v.literal('folder'), path: v.string() }),
    v.object({ kind: v.literal('server'), host: v.string(), port: v.number() }),
  ]),
  userName: v.string(),
  password: v.string(),
});

const { state, local, remote, ...account } = v.parse(InputSchema, JSON.parse(process.argv[2] ?? ''));
const { signal } = new AbortController();
const { store } = await openState({ file: state, pair: 'local|remote' });
const targets = {
  local: openTarget({ kind: 'folder', path: local }, 'local', { userName: '', password: '' }),
  remote: openTarget(
    remote.kind === 'folder' ? remote : { ...remote, protocol: 'ftp', path: '' },
    'remote',
    account,
  ),
};
for (const side of ['local', 'remote'] as const) await targets[side].connect(signal);
const plan = await compare({
  targets,
  state: store,
  policy: DEFAULT_POLICY,
  signal,
  emit: () => undefined,
  nowMs: Date.now(),
});
process.stdout.write('begun\n');
const { end, counts } = await run({
  runId: randomUUID(),
  profileId: 'killed',
  trigger: 'command-line',
  plan,
  targets,
  state: store,
  policy: DEFAULT_POLICY,
  dryRun: false,
  exceedDeletionLimit: true,
  signal,
  emit: () => undefined,
  now: Date.now,
});
process.stdout.write(`${JSON.stringify({ end, counts })}\n`);
for (const side of ['local', 'remote'] as const) await targets[side].close();
await store.close();
