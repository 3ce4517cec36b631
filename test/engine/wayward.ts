import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Side } from '../../src/shared/entry.js';
import type { Problem, ProblemKind } from '../../src/shared/problem.js';
import type { RunReport } from '../../src/shared/run.js';
import { startWaywardServer, type WaywardServer, type Ways } from '../servers/wayward-ftp.js';
import { targetOf } from '../targets/contract-ftp.js';
import type { Served } from './pair.js';

/** A wayward server as the remote side of a pair. */
export async function wayward(
  ways: Ways = {},
  changes: Parameters<typeof targetOf>[1] = {},
): Promise<Served & { readonly server: WaywardServer }> {
  const root = await mkdtemp(join(tmpdir(), 'evenkeel-wayward-'));
  const server = await startWaywardServer(root, ways);
  return {
    server,
    root: join(root, changes.path ?? ''),
    own: () => Promise.resolve(),
    open: () => targetOf(server, changes),
    stop: async () => {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** What became of an item, if that is not that it was done. */
export function problemWith(report: RunReport, path: string): Problem | undefined {
  const item = report.items.find((one) => one.path === path);
  return item !== undefined && 'problem' in item.outcome ? item.outcome.problem : undefined;
}

/** The item failed for one of these reasons, and is named together with the side. */
export function expectProblem(
  report: RunReport,
  path: string,
  side: Side,
  ...kinds: readonly ProblemKind[]
): void {
  const problem = problemWith(report, path);
  expect(problem?.what).toContain(path);
  expect(problem?.side).toBe(side);
  expect(kinds).toContain(problem?.kind);
}
