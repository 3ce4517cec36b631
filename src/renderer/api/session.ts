import { assertNever } from '../../shared/assert-never.js';
import type { Message } from '../../shared/ipc.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { useHistory } from '../history/history-store.js';
import { usePreview } from '../preview/preview-store.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { useRun } from '../run/run-store.js';
import { useActivities } from '../shell/activity-store.js';
import { useNotices } from '../shell/notices-store.js';
import { api } from './evenkeel.js';
import { reportLost } from './requests.js';

// Profiles of which an activity message came while the answer to `watch` was under way: the message is the newer word.
const heardOf = new Set<ProfileId>();

/** Connects the stores with the main process and shows the first profile. Called once. */
export async function openSession(): Promise<void> {
  api.onMessage(receive);
  try {
    const opening = await api.open();
    useProfiles.getState().open(opening);
    for (const problem of opening.problems) useNotices.getState().add(problem);
    const first = opening.demoProfile ?? opening.profiles[0]?.profile.id;
    if (useProfiles.getState().selectedId === null && first !== undefined) selectProfile(first);
  } catch {
    reportLost();
  }
}

/** Shows a profile: what is going on with it, and its plan. */
export function selectProfile(id: ProfileId): void {
  if (useProfiles.getState().selectedId === id) return;
  useProfiles.getState().select(id);
  usePreview.getState().reset();
  useRun.getState().reset();
  useHistory.getState().hide();
  heardOf.delete(id);
  api.watch(id).then((activity) => {
    if (!heardOf.has(id)) useActivities.getState().set(id, activity);
  }, reportLost);
}

/** Brings the list of profiles up to date, and shows another profile where the one shown has gone. */
function receiveListings(listings: ReturnType<typeof useProfiles.getState>['listings']): void {
  const profiles = useProfiles.getState();
  profiles.setListings(listings);
  if (profiles.selectedId === null || listingOf(listings, profiles.selectedId) !== undefined) return;
  profiles.select(null);
  const next = listings[0]?.profile.id;
  if (next !== undefined) selectProfile(next);
}

function receive(message: Message): void {
  switch (message.kind) {
    case 'profiles':
      receiveListings(message.profiles);
      return;
    case 'activity':
      heardOf.add(message.profileId);
      useActivities.getState().set(message.profileId, message.activity);
      return;
    case 'events':
      useActivities.getState().follow(message.profileId, message.events);
      if (message.profileId !== useProfiles.getState().selectedId) return;
      if (message.fresh) usePreview.getState().reset();
      usePreview.getState().take(message.events);
      useRun.getState().take(message.events, performance.now());
      return;
    case 'show':
      selectProfile(message.profileId);
      return;
    default:
      assertNever(message);
  }
}
