import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { BaselineRecord } from '../../shared/entry/baseline.js';
import type { RunSummary } from '../../shared/run/run.js';
import { openStateHere, type OpenedState } from './open-state.js';

/** A state of its own for each test of a file, in a folder that is gone afterwards. */
export interface TestState {
  /** Where the database lies, or will. */
  readonly file: string;
  readonly open: (pair?: string, historyDays?: number | null) => Promise<OpenedState>;
}

/** To be called where tests are described. */
export function stateOfEachTest(): TestState {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-state-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return {
    get file() {
      return join(folder, 'state', 'profile.sqlite');
    },
    open(pair = 'one', historyDays?: number | null) {
      return openStateHere({ file: this.file, pair, historyDays });
    },
  };
}

export const RECORD: BaselineRecord = {
  kind: 'file',
  sides: {
    local: {
      kind: 'file',
      size: 2 ** 40,
      modified: { ms: -1_700_000_000_000, ns: 999_999, precisionMs: 1e-6 },
    },
    remote: { kind: 'file', size: 2 ** 40, modified: undefined },
  },
  unproven: { sides: ['local'], sha256: 'ab'.repeat(32) },
};

export const SUMMARY: RunSummary = {
  runId: 'r1',
  profileId: 'p',
  trigger: 'tray',
  dryRun: false,
  startedMs: 1,
  finishedMs: 2,
  end: { kind: 'finished' },
  counts: { done: 1, wouldDo: 0, skipped: 0, failed: 0, conflicts: 2 },
  bytes: 3,
  unreached: { items: 4, bytes: 5 },
};
