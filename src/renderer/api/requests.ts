import type { AppCommandId, CommandStates } from '../../shared/commands.js';
import type { FileEntry, ItemPath, Side, Sides } from '../../shared/entry/entry.js';
import type {
  AllRuns,
  AllRunsPage,
  HistoryPage,
  OutcomePage,
  OutcomeRequest,
  PastRun,
  PathHits,
  PathSearch,
  RestorePreview,
  VersionFacts,
} from '../../shared/run/history.js';
import type { Answer, OpenedHow, ProfileListing } from '../../shared/ipc.js';
import type { Reach, SettleRequest, SimpleSettlement } from '../../shared/plan/plan.js';
import {
  draftOf,
  type Profile,
  type ProfileId,
  type SecretChange,
  type SecretKind,
  type SecretPlace,
} from '../../shared/profile/profile.js';
import { excludingToo, type FilterScope } from '../../shared/profile/own-filters.js';
import { withoutTls } from '../../shared/profile/remote.js';
import type { RunId, RunPace, RunRequest } from '../../shared/run/run.js';
import type { Arranged, ChosenProfile, ImportSources } from '../../shared/profile/profile-import.js';
import type { Licence } from '../../shared/licence.js';
import type { MessageChannel } from '../../shared/messages.js';
import type { Problem } from '../../shared/problem.js';
import type { Settings } from '../../shared/settings.js';
import type { UpdateRequest } from '../../shared/update.js';
import type { PairsRequest } from '../../shared/run/activity.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { useSettings } from '../settings/settings-store.js';
import { useNotices } from '../shell/notices-store.js';
import { shellText } from '../shell/text.js';
import { api } from './evenkeel.js';

/** The main process gave no answer at all, which only a defect can cause. */
const LOST: Problem = { kind: 'other', ...shellText.notices.lost };

/** Tells that the main process gave no answer at all. */
export function reportLost(): void {
  useNotices.getState().add(LOST);
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

/** Begins to do something with all pairs of folders of a profile. */
export function doWithAll(id: ProfileId, request: PairsRequest): void {
  void heeded(api.doWithAll(id, request));
}

/** Compares after the profile was changed: all its pairs of folders, where it has several. */
function compareAnew(id: ProfileId): void {
  const owner = ownerIn(id);
  if (owner?.pairs === undefined) compare(id);
  else doWithAll(owner.id, 'compare');
}

/** The whole profile that a pair of folders is of. */
function ownerIn(id: ProfileId): Profile | undefined {
  return listingOf(useProfiles.getState().listings, id)?.profile;
}

export function run(id: ProfileId, request: RunRequest): void {
  void heeded(api.run(id, request));
}

/** Carries out these items of the plan and nothing else. */
export function runOnly(id: ProfileId, paths: readonly ItemPath[]): void {
  void heeded(api.runOnly(id, paths));
}

/** Opens an item on this computer, and tells whether it is shown in its folder instead; `undefined` where neither could be done. */
export function openItem(id: ProfileId, path: ItemPath, side: Side): Promise<OpenedHow | undefined> {
  return heeded(api.openItem(id, path, side));
}

export function showItem(id: ProfileId, path: ItemPath, side: Side): void {
  void heeded(api.showItem(id, path, side));
}

export function copyItems(id: ProfileId, paths: readonly ItemPath[], what: 'path' | 'url'): void {
  void heeded(api.copyItems(id, paths, what));
}

/** Saves a profile that was changed outside its form, with the secrets that it has; `undefined` where it was refused, which is told. */
function saveChanged(profile: Profile): Promise<ProfileListing | undefined> {
  const { commands } = profile;
  const draft = { ...draftOf(profile), ...(commands === undefined ? {} : { commands }) };
  const keep = { kind: 'keep' } as const;
  return heeded(api.saveProfile(profile.id, draft, { password: keep, passphrase: keep, proxy: keep }));
}

/** Adds lines to the filters of a profile, or of one of its pairs of folders, and compares with them. */
export async function excludeAndCompare(
  pair: Profile,
  scope: FilterScope,
  patterns: readonly string[],
): Promise<void> {
  const profile = excludingToo(ownerIn(pair.id) ?? pair, scope, patterns);
  const saved = await saveChanged(profile);
  if (saved === undefined) return;
  // The plans of the other pairs still hold.
  if (scope.kind === 'pair') compare(pair.id);
  else compareAnew(pair.id);
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

/** Looks at what undoing a run of a whole profile would do, in all its pairs of folders. */
export function previewUndoOfAll(id: ProfileId, joint: string): void {
  void heeded(api.previewUndoOfAll(id, joint));
}

export function undo(id: ProfileId): void {
  void heeded(api.undo(id));
}

export function acceptPlain(id: ProfileId): void {
  void heeded(api.acceptPlain(id));
}

/** Has a profile use FTP without TLS from now on, after somebody was asked, and compares. */
export async function switchToPlainAndCompare(id: ProfileId): Promise<void> {
  const profile = ownerIn(id);
  if (profile === undefined) return;
  const saved = await saveChanged({ ...profile, remoteFolder: withoutTls(profile.remoteFolder) });
  if (saved === undefined) return;
  // The question has just said so.
  acceptPlain(id);
  compareAnew(id);
}

export async function switchToTlsAndCompare(id: ProfileId): Promise<void> {
  const changed = await heeded(api.useTls(id));
  if (changed !== undefined) compareAnew(id);
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
  settlement: SimpleSettlement | null,
  reach: Reach = 'item',
): void {
  settleAll(id, [{ paths, settlement, reach }]);
}

/** Makes several choices that are undone together. */
export function settleAll(id: ProfileId, requests: readonly SettleRequest[]): void {
  void heeded(api.settle(id, requests));
}

/** What both versions of a file were made from; `null` where that is not known, `undefined` where it could not be read. */
export function readBase(id: ProfileId, path: ItemPath): Promise<Uint8Array | null | undefined> {
  return heeded(api.readBase(id, path));
}

/** Has what somebody made of two files take the place of both; resolves with the reason where that was refused. */
export async function settleMerge(
  id: ProfileId,
  path: ItemPath,
  content: Uint8Array,
  seen: Sides<FileEntry>,
): Promise<Problem | undefined> {
  try {
    const answer = await api.settleMerge(id, path, content, seen);
    return answer.kind === 'refused' ? answer.problem : undefined;
  } catch {
    return LOST;
  }
}

export function setPace(id: ProfileId, pace: RunPace): void {
  void heeded(api.setPace(id, pace));
}

export async function trustAndCompare(id: ProfileId, fingerprint: string): Promise<void> {
  const trusted = await heeded(api.trustCertificate(id, fingerprint));
  if (trusted !== undefined) compareAnew(id);
}

export function readHistory(id: ProfileId, page: HistoryPage): Promise<readonly PastRun[] | undefined> {
  return heeded(api.history(id, page));
}

export function readOutcomes(
  id: ProfileId,
  runId: RunId,
  request: OutcomeRequest,
): Promise<OutcomePage | undefined> {
  return heeded(api.outcomes(id, runId, request));
}

export function readAllRuns(page: AllRunsPage): Promise<AllRuns | undefined> {
  return heeded(api.allRuns(page));
}

export function findInHistory(search: PathSearch): Promise<PathHits | undefined> {
  return heeded(api.findInHistory(search));
}

export function readVersions(id: ProfileId, path: ItemPath): Promise<readonly VersionFacts[] | undefined> {
  return heeded(api.versionsOf(id, path));
}

export function previewRestore(id: ProfileId, version: number): Promise<RestorePreview | undefined> {
  return heeded(api.previewRestore(id, version));
}

export async function restore(id: ProfileId, version: number): Promise<boolean> {
  return (await heeded(api.restore(id, version))) !== undefined;
}

export function retry(id: ProfileId, paths: readonly ItemPath[]): void {
  void heeded(api.retry(id, paths));
}

/** Resolves with the name of the file; `null` where somebody cancelled, `undefined` where it was refused. */
export function exportReport(id: ProfileId, runId: RunId): Promise<string | null | undefined> {
  return heeded(api.exportReport(id, runId));
}

export async function deleteProfile(id: ProfileId): Promise<void> {
  await heeded(api.deleteProfile(id));
}

/** Has the main process carry a command out. */
export function appCommand(id: AppCommandId): void {
  void heeded(api.appCommand(id));
}

/** Tells the menus which commands can be run now. */
export function showCommands(states: CommandStates): void {
  api.showCommands(states).catch(reportLost);
}

/** Asks where to, and saves the plan of a profile. */
export function savePlan(id: ProfileId): void {
  void heeded(api.savePlan(id));
}

/** Saves the settings, which hold at once; resolves with the reason where they could not be saved. */
export async function saveSettings(settings: Settings): Promise<Problem | undefined> {
  try {
    const answer = await api.saveSettings(settings);
    if (answer.kind === 'refused') return answer.problem;
    useSettings.getState().set(answer.value);
    return undefined;
  } catch {
    return LOST;
  }
}

/** Forgets all secrets, and tells whether that worked; where not, the reason stands above everything. */
export async function forgetSecrets(): Promise<boolean> {
  return (await heeded(api.forgetSecrets())) !== undefined;
}

/** Where the secrets of messages are kept; nowhere, where the answer was refused. */
export async function readMessageSecrets(): Promise<Readonly<Record<MessageChannel, SecretPlace>>> {
  return (await heeded(api.messageSecrets())) ?? { webhook: 'none', mail: 'none' };
}

/** Keeps the secret of a channel, or forgets it; resolves with why not, where that was refused. */
export async function saveMessageSecret(
  channel: MessageChannel,
  change: SecretChange,
): Promise<Problem | undefined> {
  const answer = await api.changeMessageSecret(channel, change);
  return answer.kind === 'ok' ? undefined : answer.problem;
}

export function readLicences(): Promise<readonly Licence[] | undefined> {
  return heeded(api.licences());
}

/** Asks for something about updates; what comes of it arrives as a message. */
export function update(request: UpdateRequest): void {
  void heeded(api.update(request));
}

/** Makes a copy of a profile; the copy, where that worked. */
export function duplicateProfile(id: ProfileId): Promise<ProfileListing | undefined> {
  return heeded(api.duplicateProfile(id));
}

export function arrangeProfiles(order: readonly Arranged[]): void {
  void heeded(api.arrangeProfiles(order));
}

/** Lets a profile that waits for its turn run before all others that do. */
export function runFirst(id: ProfileId): void {
  void heeded(api.runFirst(id));
}

/** Takes a run that waits off the queue. */
export function takeOffQueue(id: ProfileId): void {
  void heeded(api.takeOffQueue(id));
}

export function exportProfiles(): void {
  void heeded(api.exportProfiles());
}

export function readImportSources(): Promise<ImportSources | undefined> {
  return heeded(api.importSources());
}

export function acceptImport(chosen: readonly ChosenProfile[]): void {
  void heeded(api.acceptImport(chosen));
}

/** Has the main process forget what was found. */
export function dropImport(): void {
  void heeded(api.dropImport());
}
