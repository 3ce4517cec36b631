import { randomUUID } from 'node:crypto';
import { without } from '../../../shared/without.js';
import type { Activity, PairsAtWork, PairsRequest } from '../../../shared/run/activity.js';
import {
  refused,
  type Answer,
  type PairActivities,
  type ProfileListing,
  type SecretChange,
  type SecretChanges,
} from '../../../shared/ipc.js';
import type { Problem } from '../../../shared/problem.js';
import type {
  Profile,
  SavedDraft,
  ProfileId,
  KeptSecret,
  SecretPlace,
} from '../../../shared/profile/profile.js';
import type { Arranged } from '../../../shared/profile/profile-import.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import { isOverSsh } from '../../../shared/profile/remote.js';
import { wantsSignIn } from '../../../shared/connection/proxy.js';
import type { RunReport, RunTrigger } from '../../../shared/run/run.js';
import type { Activities } from '../../activity/activities.js';
import { remoteOf } from '../../session/profile/pair.js';
import type { ProfileActivity } from '../../activity/profile-activity.js';
import type { SyncResult } from '../../activity/sync-result.js';
import type { Credentials } from '../../credentials/credentials.js';
import { cleanRemote } from '../../profiles/clean-remote.js';
import { copyName } from '../../profiles/copy-name.js';
import type { ProfileStore } from '../../profiles/profile-store.js';
import { failureTone, failureWords } from './comparison-failure.js';
import { gone, refusedDraft } from './draft-problems.js';
import type { PlainProfiles } from './plain-profiles.js';
import { ProfileHistory } from './profile-history.js';
import { lastOf, namedPairs, recordsAfter, unfitDraft, type PairStands } from './profile-pairs.js';
import { ProfileRounds } from './profile-rounds.js';
import { profilesText } from '../../profiles/text.js';
import { appText } from '../text.js';

export interface ProfileServiceParts {
  readonly store: ProfileStore;
  readonly credentials: Credentials;
  readonly activities: Activities;
  /** What is remembered of profiles whose FTP is or was unencrypted. */
  readonly plain: PlainProfiles;
  /** Somebody has entered another secret of a profile. */
  readonly onNewSecret: (id: ProfileId) => void;
  /** Told which pairs of folders of a profile are still to come; `null` once all is over. */
  readonly onRound: (id: ProfileId, round: PairsAtWork | null) => void;
  /** A run of several pairs that somebody began in the window has ended. */
  readonly onAllRan: (id: ProfileId, result: SyncResult) => void;
  readonly onListings: (listings: readonly ProfileListing[]) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

type Last = NonNullable<ProfileListing['last']>;

const NONE: SecretPlace = 'none';

/** How many state files are opened at once when all profiles are listed. */
const AT_ONCE = 4;

/** Where profiles are listed, saved, deleted and synchronized: what the window and the tray have in common. */
export class ProfileService {
  /** What is on record of their runs. */
  readonly history: ProfileHistory;
  /** What is done with all pairs of folders of a profile. */
  readonly rounds: ProfileRounds;
  readonly #parts: ProfileServiceParts;
  readonly #reports = new Map<ProfileId, RunReport>();
  /** A comparison that failed leaves nothing on record; it is told until something better is. */
  readonly #notRun = new Map<ProfileId, Last>();
  #listings: readonly ProfileListing[] = [];
  #refreshing = 0;

  constructor(parts: ProfileServiceParts) {
    this.#parts = parts;
    this.history = new ProfileHistory(parts.store, parts.activities);
    const { activities, onRound, onAllRan: onRan, logFailure } = parts;
    this.rounds = new ProfileRounds({ activities, onRound, onRan, logFailure });
  }

  /** The listings as they were last told. */
  get listings(): readonly ProfileListing[] {
    return this.#listings;
  }

  /** The saved profile that goes by this name, or one of whose pairs of folders does; `undefined` where there is none. */
  ownerOf(id: ProfileId): Profile | undefined {
    return this.#parts.store.ownerOf(id);
  }

  /** A pair of folders of a profile, as a profile of its own; `undefined` where there is none of this name. */
  profileOf(id: ProfileId): Profile | undefined {
    return this.#parts.store.pair(id);
  }

  /** The activity of a pair of folders; `undefined` where there is none of this name. */
  activityOf(id: ProfileId): ProfileActivity | undefined {
    const pair = this.profileOf(id);
    return pair === undefined ? undefined : this.#parts.activities.of(pair);
  }

  /** What is going on with each pair of folders of a profile, by name, without their items. */
  activitiesOf(id: ProfileId): PairActivities {
    const profile = this.ownerOf(id);
    if (profile === undefined) return { round: null, activities: {} };
    const pairs = pairsOf(profile).map(
      (pair) => [pair.id, this.#parts.activities.of(pair).activity] as const,
    );
    return { round: this.rounds.of(profile.id), activities: Object.fromEntries(pairs) };
  }

  /** Begins to do something with all pairs of folders of a profile. */
  doWithAll(id: ProfileId, request: PairsRequest): Answer<null> {
    const profile = this.ownerOf(id);
    return profile === undefined ? refused(gone()) : this.rounds.begin(profile, request);
  }

  /** Begins to look at what undoing a run of all pairs of folders of a profile would do. Never rejects. */
  async previewUndoOfAll(id: ProfileId, joint: string): Promise<Answer<null>> {
    const profile = this.ownerOf(id);
    return profile === undefined ? refused(gone()) : await this.rounds.previewUndo(profile, joint);
  }

  /** Stops whatever is under way with a profile, also what was to come. Never rejects. */
  async stop(id: ProfileId): Promise<void> {
    const profile = this.ownerOf(id);
    if (profile !== undefined) await this.rounds.stop(profile);
  }

  /** Why a profile cannot be changed or deleted now; `undefined` where it can. */
  #busyForChange(profile: Profile): Problem | undefined {
    const busy = pairsOf(profile).map((pair) => this.#parts.activities.of(pair).refusal('change'));
    return busy.find((problem) => problem !== undefined);
  }

  /** Tells how a pair of folders stands that goes by a name from now on that was another one’s. */
  async #publishState(id: ProfileId): Promise<void> {
    const activity = this.activityOf(id);
    await activity?.last();
    activity?.cancel();
  }

  #changeActivities(profile: Profile): void {
    for (const pair of pairsOf(profile)) this.#parts.activities.of(pair).change(pair);
  }

  /** Has the records of further pairs follow a change of the profile. Never rejects: a pair whose records are lost begins anew, which changes nothing unasked. */
  async #followPairs(before: Profile, after: Profile): Promise<void> {
    const { activities, logFailure } = this.#parts;
    const { first, gone: removed } = recordsAfter(before, after);
    try {
      if (first !== undefined) await activities.rename(first, after.id);
      for (const id of removed) await activities.forget(id);
    } catch (error) {
      logFailure('The sync records of a pair of folders could not be moved or removed', error);
    }
    for (const id of [...removed, ...(first === undefined ? [] : [first, after.id])]) {
      this.#notRun.delete(id);
      this.#reports.delete(id);
    }
  }

  /** Lists all profiles anew, and tells. */
  async refresh(): Promise<readonly ProfileListing[]> {
    this.#refreshing += 1;
    const turn = this.#refreshing;
    const profiles = this.#parts.store.list();
    const listings: ProfileListing[] = [];
    for (let from = 0; from < profiles.length; from += AT_ONCE) {
      const some = profiles.slice(from, from + AT_ONCE);
      listings.push(...(await Promise.all(some.map((profile) => this.#list(profile)))));
    }
    // A later turn knows more.
    if (turn !== this.#refreshing) return listings;
    this.#listings = listings;
    this.#parts.onListings(listings);
    return listings;
  }

  /** Saves a profile, a new one where `id` is `null`. */
  async save(
    id: ProfileId | null,
    draft: SavedDraft,
    secrets: SecretChanges,
  ): Promise<Answer<ProfileListing>> {
    const saved = await this.put(id, draft, secrets);
    if (saved.kind === 'refused') return saved;
    const listing = await this.#list(saved.value);
    void this.refresh();
    return { kind: 'ok', value: listing };
  }

  /** Saves a profile as `save` does, and leaves it to the caller to list all anew: for one of many. */
  async put(id: ProfileId | null, draft: SavedDraft, secrets: SecretChanges): Promise<Answer<Profile>> {
    const { store } = this.#parts;
    const remote = cleanRemote(draft.remoteFolder);
    if (remote === undefined) return refused(refusedDraft({ kind: 'address' }));
    const isServer = remote.address.kind === 'server';
    const unfit = await unfitDraft(draft, { text: remote.text, isServer });
    if (unfit !== undefined) return refused(unfit);

    const before = id === null ? undefined : store.get(id);
    if (id !== null && before === undefined) return refused(gone());
    const busy = before === undefined ? undefined : this.#busyForChange(before);
    if (busy !== undefined) return refused(busy);

    // Forms know nothing of the list: where it stands there changes by `arrange` alone.
    const group = before === undefined ? draft.group : before.group;
    const pairs = namedPairs(draft.pairs, before?.pairs);
    const profile: Profile = {
      ...without(draft, 'pairs'),
      ...(pairs === undefined ? {} : { pairs }),
      ...(group === undefined ? {} : { group }),
      id: id ?? randomUUID(),
      remoteFolder: remote.text,
      userName: remote.userName === '' ? draft.userName : remote.userName,
    };
    const failure = await this.#write(() => store.save(profile));
    if (failure !== undefined) return refused(failure);
    if (before !== undefined) this.#parts.plain.saved(before, profile);
    if (before !== undefined) await this.#followPairs(before, profile);
    this.#changeActivities(profile);
    if (before !== undefined && recordsAfter(before, profile).first !== undefined)
      await this.#publishState(profile.id);
    const { password, passphrase, proxy } = secrets;
    await this.changeSecret(
      profile.id,
      'password',
      remote.password === '' ? password : { kind: 'set', secret: remote.password },
    );
    await this.changeSecret(profile.id, 'passphrase', passphrase);
    await this.changeSecret(profile.id, 'proxy', proxy);
    return { kind: 'ok', value: profile };
  }

  /** Makes a copy of a profile with its secrets, just below it. */
  async duplicate(id: ProfileId): Promise<Answer<ProfileListing>> {
    const { store, credentials, logFailure } = this.#parts;
    const original = store.get(id);
    if (original === undefined) return refused(gone());
    const all = store.list();
    // Two that run by themselves on the same folders would get into each other's way.
    const pairs = namedPairs(original.pairs, undefined);
    const copy: Profile = {
      ...without(original, 'schedule', 'pairs'),
      ...(pairs === undefined ? {} : { pairs }),
      options: { ...original.options, unattended: false },
      id: randomUUID(),
      name: copyName(
        original.name,
        all.map(({ name }) => name),
      ),
    };
    const failure = await this.#write(async () => {
      await store.save(copy);
      await store.arrange(all.flatMap((one) => (one.id === id ? [one, copy] : [one])));
    });
    if (failure !== undefined) return refused(failure);
    for (const kind of ['password', 'passphrase', 'proxy'] as const) {
      try {
        const secret = await credentials.secretOf(id, kind);
        if (secret !== '') await credentials.set(copy.id, kind, secret);
      } catch (error) {
        // The copy asks for it then.
        logFailure('A secret could not be copied', error);
      }
    }
    const listing = await this.#list(copy);
    await this.refresh();
    return { kind: 'ok', value: listing };
  }

  /** Puts the profiles in this order and into these groups. */
  async arrange(order: readonly Arranged[]): Promise<Answer<null>> {
    const { store } = this.#parts;
    const failure = await this.#write(() => store.arrange(order));
    if (failure !== undefined) return refused(failure);
    // A profile at work goes on as it began: its group means nothing to it.
    for (const profile of store.list()) {
      if (this.#busyForChange(profile) === undefined) this.#changeActivities(profile);
    }
    await this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Deletes a profile, its secrets and what was remembered of it; the two folders stay as they are. */
  async delete(id: ProfileId): Promise<Answer<null>> {
    const { store, activities, credentials, logFailure } = this.#parts;
    const profile = store.get(id);
    const pairs = profile === undefined ? [id] : pairsOf(profile).map((pair) => pair.id);
    const busy = profile === undefined ? undefined : this.#busyForChange(profile);
    if (busy !== undefined) return refused(busy);
    const failure = await this.#write(() => store.remove(id));
    if (failure !== undefined) return refused(failure);
    this.#parts.plain.worked(id);
    for (const pair of pairs) this.#notRun.delete(pair);
    for (const kind of ['password', 'passphrase', 'proxy'] as const) await credentials.remove(id, kind);
    for (const pair of pairs) {
      await activities.forget(pair).catch((error: unknown) => {
        logFailure('The sync records of a deleted profile could not be removed', error);
      });
    }
    await this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Forgets all secrets, also those that somebody has written into the profile file. */
  async forgetSecrets(): Promise<Answer<null>> {
    const { store, credentials, logFailure } = this.#parts;
    let failure = await this.#write(async () => {
      for (const { id } of store.list()) {
        for (const kind of ['password', 'passphrase', 'proxy'] as const) await store.dropSecret(id, kind);
      }
    });
    try {
      await credentials.forgetAll();
    } catch (error) {
      logFailure('Not all secrets could be forgotten', error);
      failure ??= { kind: 'other', ...appText.keyring.notForgotten };
    }
    await this.refresh();
    return failure === undefined ? { kind: 'ok', value: null } : refused(failure);
  }

  /** Trusts a certificate for a profile: the one that its server has just presented, no other. */
  async trust(id: ProfileId, fingerprint: string): Promise<Answer<null>> {
    const { store } = this.#parts;
    const profile = this.ownerOf(id);
    const activity = this.activityOf(id);
    if (profile === undefined || activity === undefined) return refused(gone());
    const busy = this.#busyForChange(profile);
    if (busy !== undefined) return refused(busy);
    if (presentedIn(activity.activity) !== fingerprint) {
      return refused({
        kind: 'invalid',
        ...profilesText.otherCertificate,
      });
    }
    const trusting: Profile = { ...profile, trustedCertificate: fingerprint };
    const failure = await this.#write(() => store.save(trusting));
    if (failure !== undefined) return refused(failure);
    this.#changeActivities(trusting);
    void this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Compares and runs without the window. `undefined` where the profile has gone meanwhile. */
  async syncNow(id: ProfileId, trigger: RunTrigger): Promise<SyncResult | undefined> {
    const profile = this.ownerOf(id);
    const result = profile && (await this.rounds.syncNow(profile, trigger));
    await this.refresh();
    return result;
  }

  /** Takes note of a comparison: that it failed is told wherever the profile is, until one has worked. */
  noteOutcome(id: ProfileId, activity: Activity): void {
    if (activity.kind === 'compare-failed' && activity.problem.kind !== 'stopped') {
      this.#notRun.set(id, {
        ms: Date.now(),
        words: failureWords(activity.problem),
        tone: failureTone(activity.problem),
      });
      void this.refresh();
    } else if (activity.kind === 'compared' || activity.kind === 'undo-ready') {
      const profile = this.ownerOf(id);
      if (profile !== undefined) this.#parts.plain.worked(profile.id);
      if (activity.kind === 'compared' && profile !== undefined) this.rounds.reached(profile);
      if (this.#notRun.delete(id)) void this.refresh();
    }
  }

  /** Takes note that somebody knows that password and files of the profile travel unencrypted. */
  acceptPlain(id: ProfileId): Answer<null> {
    this.#parts.plain.tell(this.ownerOf(id)?.id ?? id);
    void this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Has the profile use FTP with TLS from now on: the same folder, by an encrypted connection. */
  async useTls(id: ProfileId): Promise<Answer<null>> {
    const { store, plain } = this.#parts;
    const profile = this.ownerOf(id);
    if (profile === undefined) return refused(gone());
    const busy = this.#busyForChange(profile);
    if (busy !== undefined) return refused(busy);
    const remoteFolder = profile.remoteFolder.replace(/^ftp:/i, 'ftps:');
    const encrypted: Profile = { ...profile, remoteFolder };
    const failure = await this.#write(() => store.save(encrypted));
    if (failure !== undefined) return refused(failure);
    plain.saved(profile, encrypted);
    this.#changeActivities(encrypted);
    void this.refresh();
    return { kind: 'ok', value: null };
  }

  /** How each profile ran last, where it has run. */
  get reports(): readonly RunReport[] {
    return this.listings.flatMap(({ profile }) =>
      pairsOf(profile).flatMap(({ id }) => this.#reports.get(id) ?? []),
    );
  }

  /** Takes note that a profile has run. */
  ran(id: ProfileId): void {
    this.#notRun.delete(id);
    void this.refresh();
  }

  async #list(profile: Profile): Promise<ProfileListing> {
    const { credentials, plain } = this.#parts;
    const [password, passphrase, proxyPassword, pairs] = await Promise.all([
      credentials.placeOf(profile.id, 'password'),
      isOverSsh(remoteOf(profile)) ? credentials.placeOf(profile.id, 'passphrase') : NONE,
      wantsSignIn(profile.options.line.proxy) ? credentials.placeOf(profile.id, 'proxy') : NONE,
      this.#standsOf(profile),
    ]);
    for (const { id, report } of pairs) if (report !== undefined) this.#reports.set(id, report);
    const { id } = profile;
    const [toldOfPlain, untriedTls] = [plain.isTold(id), plain.canGoBack(id)];
    const last = lastOf(profile, pairs);
    return { profile, password, passphrase, proxyPassword, toldOfPlain, untriedTls, last };
  }

  /** How each pair of folders of a profile stands. One after the other: each may have a file to open. */
  async #standsOf(profile: Profile): Promise<readonly PairStands[]> {
    const pairs: PairStands[] = [];
    for (const pair of pairsOf(profile)) {
      const report = await this.#parts.activities.of(pair).last();
      pairs.push({ id: pair.id, report, notRun: this.#notRun.get(pair.id) });
    }
    return pairs;
  }

  /** Keeps a secret of a profile, or forgets it. One in the file, where somebody has written it, counts no more then. Never rejects. */
  async changeSecret(id: ProfileId, kind: KeptSecret, change: SecretChange): Promise<void> {
    const { credentials, store, onNewSecret } = this.#parts;
    switch (change.kind) {
      case 'keep':
        return;
      case 'set': {
        const place = await credentials.set(id, kind, change.secret);
        onNewSecret(id);
        // The one in the file may be all that outlives the session.
        if (place === 'session') return;
        break;
      }
      case 'remove':
        await credentials.remove(id, kind);
        break;
    }
    await this.#write(() => store.dropSecret(id, kind));
  }

  async #write(write: () => Promise<void>): Promise<Problem | undefined> {
    try {
      await write();
      return undefined;
    } catch (error) {
      this.#parts.logFailure('The profile file could not be written', error);
      return {
        kind: 'other',
        ...profilesText.notSaved,
      };
    }
  }
}

/** The fingerprint that the user is looking at, where a certificate stopped the last attempt. */
function presentedIn(activity: Activity): string | undefined {
  if (activity.kind === 'compare-failed') return activity.problem.certificate?.fingerprint;
  const end =
    activity.kind === 'ran'
      ? activity.report.end
      : activity.kind === 'compared'
        ? activity.dryRun?.end
        : undefined;
  return end?.kind === 'broken-off' ? end.problem.certificate?.fingerprint : undefined;
}
