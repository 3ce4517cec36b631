import { assertNever } from '../../shared/assert-never.js';
import type { Message } from '../../shared/ipc.js';
import { isAtWork } from '../../shared/run/activity.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { forgetContents, useReadingProgress } from '../details/content/content-store.js';
import { useHistory } from '../history/history-store.js';
import { useAllRuns } from '../history/all-runs/all-runs-store.js';
import { usePreview } from '../preview/preview-store.js';
import { useConnectionTest } from '../profiles/connection/test-store.js';
import { useProfileList } from '../profiles/list/list-store.js';
import { useWaitingRuns } from '../profiles/waiting/waiting-store.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { useRun } from '../run/run-store.js';
import { useActivities } from '../shell/activity-store.js';
import { useNotices } from '../shell/notices-store.js';
import { useSettings } from '../settings/settings-store.js';
import { useUpdate } from '../updates/update-store.js';
import { api, followMessages } from './evenkeel.js';
import { runCommand } from '../commands/run-command.js';
import { reportLost } from './requests.js';

// Profiles of which an activity message came while the answer to `watch` was under way: the message is the newer word.
const heardOf = new Set<ProfileId>();

/** Connects the stores with the main process and shows the first profile. Called once. */
export async function openSession(): Promise<void> {
  followMessages(receive);
  try {
    const opening = await api.open();
    useProfiles.getState().open(opening);
    useWaitingRuns.getState().set(opening.waiting);
    useSettings.getState().open(opening);
    useUpdate.getState().set(opening.update);
    for (const problem of opening.problems) useNotices.getState().add(problem);
    const first = opening.demoProfile ?? opening.profiles[0]?.profile.id;
    if (useProfiles.getState().selectedId === null && first !== undefined) selectProfile(first);
    if (opening.offersImport) useProfileList.getState().show({ kind: 'import' });
  } catch {
    reportLost();
  }
}

/** Shows a profile: what is going on with it, and its plan. */
export function selectProfile(id: ProfileId): void {
  if (useAllRuns.getState().open) useAllRuns.getState().hide();
  if (useProfiles.getState().selectedId === id) return;
  useProfiles.getState().select(id);
  usePreview.getState().reset();
  useRun.getState().reset();
  useHistory.getState().hide();
  heardOf.delete(id);
  api.watch(id).then((activity) => {
    if (!heardOf.has(id)) useActivities.getState().set(id, activity);
  }, reportLost);
  lookAtPairs(id);
}

/** Where a profile has several pairs of folders, asks how the others stand, unless that has been told. */
function lookAtPairs(id: ProfileId): void {
  const profile = listingOf(useProfiles.getState().listings, id)?.profile;
  if (profile?.pairs === undefined) return;
  api.pairs(profile.id).then(({ activities, round }) => {
    const known = useActivities.getState();
    for (const [pair, activity] of Object.entries(activities))
      if (pair !== id && known.activities[pair] === undefined) known.set(pair, activity);
    known.setRound(profile.id, round);
  }, reportLost);
}

/** Brings the list of profiles up to date, and shows another profile where the one shown has gone. */
function receiveListings(listings: ReturnType<typeof useProfiles.getState>['listings']): void {
  const profiles = useProfiles.getState();
  const { selectedId } = profiles;
  const owner = listingOf(profiles.listings, selectedId)?.profile;
  profiles.setListings(listings);
  if (selectedId === null) return;
  const now = listingOf(listings, selectedId)?.profile;
  if (now !== undefined) {
    // Pairs of folders that are new.
    if (now !== owner) lookAtPairs(selectedId);
    return;
  }
  profiles.select(null);
  // Only a pair of it may be gone.
  const next = (listingOf(listings, owner?.id ?? null) ?? listings[0])?.profile.id;
  if (next !== undefined) selectProfile(next);
}

function receive(message: Message): void {
  switch (message.kind) {
    case 'profiles':
      receiveListings(message.profiles);
      return;
    case 'waiting':
      useWaitingRuns.getState().set(message.runs);
      return;
    case 'connection-test':
      useConnectionTest.getState().follow(message.steps);
      return;
    case 'activity':
      heardOf.add(message.profileId);
      // What a comparison finds, or a run does, is not what was read before it: in whichever profile, and whatever is shown.
      if (isAtWork(message.activity)) forgetContents();
      useActivities.getState().set(message.profileId, message.activity);
      return;
    case 'round':
      useActivities.getState().setRound(message.profileId, message.round);
      return;
    case 'events':
      useActivities.getState().follow(message.profileId, message.events);
      if (message.profileId !== useProfiles.getState().selectedId) return;
      if (message.fresh) usePreview.getState().reset();
      usePreview.getState().take(message.events);
      useRun.getState().take(message.events, performance.now());
      return;
    case 'update':
      useUpdate.getState().set(message.state);
      return;
    case 'reading':
      if (message.profileId === useProfiles.getState().selectedId)
        useReadingProgress.getState().take(message.progress);
      return;
    case 'show':
      selectProfile(message.profileId);
      return;
    case 'command':
      runCommand(message.id);
      return;
    default:
      assertNever(message);
  }
}
