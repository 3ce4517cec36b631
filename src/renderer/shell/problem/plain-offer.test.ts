import { expect, it } from 'vitest';
import type { Activity } from '../../../shared/run/activity.js';
import { NO_OUTCOMES, type RunReport } from '../../../shared/run/run.js';
import { plainOffer } from './plain-offer.js';

const last: RunReport = {
  runId: 'r',
  profileId: 'p',
  trigger: 'window',
  dryRun: false,
  startedMs: 1,
  finishedMs: 2,
  end: { kind: 'finished' },
  counts: NO_OUTCOMES,
  bytes: 0,
  unreached: { items: 0, bytes: 0 },
  items: [],
};
const problem = { kind: 'tls-unavailable', what: 'No TLS.', advice: '' } as const;
const FAILED: Activity = { kind: 'compare-failed', problem };
const FAILED_LATER: Activity = { kind: 'compare-failed', problem, last };

it.each([
  ['has never synced: it asks first', FAILED, false, 'ask'],
  ['has synced: not at all, because somebody may be in between', FAILED_LATER, false, 'none'],
  ['was plain until now: back at once', FAILED_LATER, true, 'back'],
  ['was plain until now, and has never synced', FAILED, true, 'back'],
  ['has not failed to be compared', { kind: 'idle' }, false, 'none'],
] as const)('plain FTP is offered where a profile %s', (_what, activity, untriedTls, offer) => {
  expect(plainOffer(activity, untriedTls)).toBe(offer);
});
