import type { ItemPath } from '../../shared/entry/entry.js';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun } from '../../shared/run/history.js';
import type { Answer } from '../../shared/ipc.js';
import type { Reach, Settlement } from '../../shared/plan/plan.js';
import type { ProfileId, SecretKind } from '../../shared/profile/profile.js';
import type { RunId, RunPace, RunWish } from '../../shared/run/run.js';
import { useNotices } from '../shell/notices-store.js';
import { api } from './evenkeel.js';

/** Tells that the main process gave no answer at all, which only a defect can cause. */
export function reportLost(): void {
  useNotices.getState().add({
    kind: 'other',
    what: 'Evenkeel’s window lost its connection to the app.',
    advice: 'Restart Evenkeel; what is done stays done.',
  });
}

/** The value of an answer; where it was refused, `undefined`, and the reason stands above everything. */
async function heeded<T>(asked: Promise<Answer<T>>): Promise<T | undefined> {
  try {
    const answer = await asked;
    if (answer.kind === 'ok') return answer.value;
    useNotices.getState().add(answer.problem);
  } catch {
    reportLost();
  }
  return undefined;
}

export function compare(id: ProfileId): void {
  void heeded(api.compare(id));
}

/** Compares with the filters that the other side brought, as they were shown. */
export function acceptFilters(id: ProfileId, text: string): void {
  void heeded(api.acceptFilters(id, text));
}

/** Compares by content, whatever the profile compares by. */
export function verify(id: ProfileId): void {
  void heeded(api.verify(id));
}

export function run(id: ProfileId, wish: RunWish): void {
  void heeded(api.run(id, wish));
}

export function undoChoice(id: ProfileId): void {
  void heeded(api.undoChoice(id));
}

export function cancel(id: ProfileId): void {
  void heeded(api.cancel(id));
}

export function previewUndo(id: ProfileId, runId: RunId): void {
  void heeded(api.previewUndo(id, runId));
}

export function undo(id: ProfileId): void {
  void heeded(api.undo(id));
}

export function acceptPlain(id: ProfileId): void {
  void heeded(api.acceptPlain(id));
}

export async function switchToTlsAndCompare(id: ProfileId): Promise<void> {
  const changed = await heeded(api.useTls(id));
  if (changed !== undefined) compare(id);
}

export function signIn(id: ProfileId, kind: SecretKind, secret: string, remember: boolean): void {
  void heeded(api.signIn(id, kind, secret, remember));
}

export function stop(id: ProfileId): void {
  void heeded(api.stop(id));
}

export function settle(
  id: ProfileId,
  paths: readonly ItemPath[] | null,
  settlement: Settlement | null,
  reach: Reach = 'item',
): void {
  void heeded(api.settle(id, paths, settlement, reach));
}

export function setPace(id: ProfileId, pace: RunPace): void {
  void heeded(api.setPace(id, pace));
}

export async function trustAndCompare(id: ProfileId, fingerprint: string): Promise<void> {
  const trusted = await heeded(api.trustCertificate(id, fingerprint));
  if (trusted !== undefined) compare(id);
}

export function readHistory(id: ProfileId, page: HistoryPage): Promise<readonly PastRun[] | undefined> {
  return heeded(api.history(id, page));
}

export function readOutcomes(
  id: ProfileId,
  runId: RunId,
  wish: OutcomeWish,
): Promise<OutcomePage | undefined> {
  return heeded(api.outcomes(id, runId, wish));
}

export async function deleteProfile(id: ProfileId): Promise<void> {
  await heeded(api.deleteProfile(id));
}
