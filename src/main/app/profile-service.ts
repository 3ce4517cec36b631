import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { Activity } from '../../shared/run/activity.js';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun } from '../../shared/run/history.js';
import type { Answer, ProfileListing, SecretChange, SecretChanges } from '../../shared/ipc.js';
import type { Problem } from '../../shared/problem.js';
import type {
  Profile,
  ProfileDraft,
  ProfileId,
  KeptSecret,
  SecretPlace,
} from '../../shared/profile/profile.js';
import { isOverSsh } from '../../shared/profile/remote.js';
import { wantsSignIn } from '../../shared/proxy.js';
import type { RunId, RunTrigger } from '../../shared/run/run.js';
import { runTone, type RunTone } from '../../shared/run/run-tone.js';
import type { Activities } from '../activity/activities.js';
import { remoteOf } from '../session/profile/pair.js';
import { unfitPattern } from '../session/profile/unfit-pattern.js';
import type { ProfileActivity } from '../activity/profile-activity.js';
import type { SyncResult } from '../activity/sync-result.js';
import { shortWords } from '../../shared/run/run-messages.js';
import type { Credentials } from '../credentials/credentials.js';
import { cleanRemote, type CleanRemote } from '../profiles/clean-remote.js';
import { findOverlap } from '../profiles/overlap.js';
import type { ProfileStore } from '../profiles/profile-store.js';
import { refusedDraft } from './draft-problems.js';

export interface DeskParts {
  readonly store: ProfileStore;
  readonly credentials: Credentials;
  readonly activities: Activities;
  /** Of which profiles somebody has been told that password and files travel unencrypted. */
  readonly toldOfPlain: () => readonly ProfileId[];
  /** Remembers that; throws where the disk does not take it. */
  readonly keepTold: (ids: readonly ProfileId[]) => void;
  readonly onListings: (listings: readonly ProfileListing[]) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

type Last = NonNullable<ProfileListing['last']>;

const NONE: SecretPlace = 'none';

/** How many state files are opened at once when all profiles are listed. */
const AT_ONCE = 4;

/** Where profiles are listed, saved, deleted and synchronized: what the window and the tray have in common. */
export class ProfileDesk {
  readonly #parts: DeskParts;
  /** A comparison that failed leaves nothing on record; it is told until something better is. */
  readonly #notRun = new Map<ProfileId, Last>();
  #listings: readonly ProfileListing[] = [];
  #refreshing = 0;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** The listings as they were last told. */
  get listings(): readonly ProfileListing[] {
    return this.#listings;
  }

  /** The activity of a profile; `undefined` where there is no such profile. */
  activityOf(id: ProfileId): ProfileActivity | undefined {
    const profile = this.#parts.store.get(id);
    return profile === undefined ? undefined : this.#parts.activities.of(profile);
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
    draft: ProfileDraft,
    secrets: SecretChanges,
  ): Promise<Answer<ProfileListing>> {
    const { store, activities } = this.#parts;
    const remote = cleanRemote(draft.remoteFolder);
    if (remote === undefined) return refused(refusedDraft({ kind: 'address' }));
    const unfit = unfitPattern(draft.options.patterns) ?? (await unfitFolders(draft, remote));
    if (unfit !== undefined) return refused(unfit);

    const before = id === null ? undefined : store.get(id);
    if (id !== null && before === undefined) return refused(gone());
    const busy = before === undefined ? undefined : activities.of(before).refusal('change');
    if (busy !== undefined) return refused(busy);

    const profile: Profile = {
      ...draft,
      id: id ?? randomUUID(),
      remoteFolder: remote.text,
      userName: remote.userName === '' ? draft.userName : remote.userName,
    };
    const failure = this.#write(() => store.save(profile));
    if (failure !== undefined) return refused(failure);
    activities.of(profile).change(profile);
    const { password, passphrase, proxy } = secrets;
    await this.changeSecret(
      profile.id,
      'password',
      remote.password === '' ? password : { kind: 'set', secret: remote.password },
    );
    await this.changeSecret(profile.id, 'passphrase', passphrase);
    await this.changeSecret(profile.id, 'proxy', proxy);
    const listing = await this.#list(profile);
    void this.refresh();
    return { kind: 'ok', value: listing };
  }

  /** Deletes a profile, its secrets and what was remembered of it; the two folders stay as they are. */
  async delete(id: ProfileId): Promise<Answer<null>> {
    const { store, activities, credentials, logFailure } = this.#parts;
    const busy = this.activityOf(id)?.refusal('change');
    if (busy !== undefined) return refused(busy);
    const failure = this.#write(() => store.remove(id));
    if (failure !== undefined) return refused(failure);
    this.#notRun.delete(id);
    for (const kind of ['password', 'passphrase', 'proxy'] as const) await credentials.remove(id, kind);
    await activities.forget(id).catch((error: unknown) => {
      logFailure('The sync records of a deleted profile could not be removed', error);
    });
    await this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Trusts a certificate for a profile: the one that its server has just presented, no other. */
  trust(id: ProfileId, fingerprint: string): Answer<null> {
    const { store, activities } = this.#parts;
    const profile = store.get(id);
    if (profile === undefined) return refused(gone());
    const activity = activities.of(profile);
    const busy = activity.refusal('change');
    if (busy !== undefined) return refused(busy);
    if (presentedIn(activity.activity) !== fingerprint) {
      return refused({
        kind: 'invalid',
        what: 'This is not the certificate that the server presented last.',
        advice: 'Compare again and check the certificate once more.',
      });
    }
    const trusting: Profile = { ...profile, trustedCertificate: fingerprint };
    const failure = this.#write(() => store.save(trusting));
    if (failure !== undefined) return refused(failure);
    activity.change(trusting);
    void this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Compares and runs without the window. `undefined` where the profile has gone meanwhile. */
  async syncNow(id: ProfileId, trigger: RunTrigger): Promise<SyncResult | undefined> {
    const result = await this.activityOf(id)?.syncNow(trigger);
    await this.refresh();
    return result;
  }

  /** Takes note of a comparison: that it failed is told wherever the profile is, until one has worked. */
  noteOutcome(id: ProfileId, activity: Activity): void {
    if (activity.kind === 'compare-failed' && activity.problem.kind !== 'stopped') {
      this.#notRun.set(id, {
        ms: Date.now(),
        words: failureWords(activity.problem),
        tone: toneOf(activity.problem),
      });
      void this.refresh();
    } else if (activity.kind === 'compared' || activity.kind === 'undo-ready') {
      if (this.#notRun.delete(id)) void this.refresh();
    }
  }

  /** Takes note that somebody knows that password and files of the profile travel unencrypted. */
  acceptPlain(id: ProfileId): Answer<null> {
    const { toldOfPlain, keepTold } = this.#parts;
    const failure = this.#write(() => keepTold([...new Set([...toldOfPlain(), id])]));
    if (failure !== undefined) return refused(failure);
    void this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Has the profile use FTP with TLS from now on: the same folder, by an encrypted connection. */
  useTls(id: ProfileId): Answer<null> {
    const { store, activities } = this.#parts;
    const profile = store.get(id);
    if (profile === undefined) return refused(gone());
    const activity = activities.of(profile);
    const busy = activity.refusal('change');
    if (busy !== undefined) return refused(busy);
    const remoteFolder = profile.remoteFolder.replace(/^ftp:/i, 'ftps:');
    const encrypted: Profile = { ...profile, remoteFolder };
    const failure = this.#write(() => store.save(encrypted));
    if (failure !== undefined) return refused(failure);
    activity.change(encrypted);
    void this.refresh();
    return { kind: 'ok', value: null };
  }

  /** Part of the history of a profile. */
  async historyOf(id: ProfileId, page: HistoryPage): Promise<Answer<readonly PastRun[]>> {
    const { store, activities } = this.#parts;
    const profile = store.get(id);
    return profile === undefined ? refused(gone()) : await activities.historyOf(profile, page);
  }

  /** Part of the account of one of its runs. */
  async outcomesOf(id: ProfileId, runId: RunId, wish: OutcomeWish): Promise<Answer<OutcomePage>> {
    const { store, activities } = this.#parts;
    const profile = store.get(id);
    return profile === undefined ? refused(gone()) : await activities.outcomesOf(profile, runId, wish);
  }

  /** Takes note that a profile has run. */
  ran(id: ProfileId): void {
    this.#notRun.delete(id);
    void this.refresh();
  }

  async #list(profile: Profile): Promise<ProfileListing> {
    const { credentials, activities } = this.#parts;
    const [password, passphrase, proxyPassword, report] = await Promise.all([
      credentials.placeOf(profile.id, 'password'),
      isOverSsh(remoteOf(profile)) ? credentials.placeOf(profile.id, 'passphrase') : NONE,
      wantsSignIn(profile.options.line.proxy) ? credentials.placeOf(profile.id, 'proxy') : NONE,
      activities.of(profile).last(),
    ]);
    const ran =
      report === undefined
        ? undefined
        : { ms: report.finishedMs, words: shortWords(report), tone: runTone(report) };
    const toldOfPlain = this.#parts.toldOfPlain().includes(profile.id);
    const last = this.#notRun.get(profile.id) ?? ran;
    return { profile, password, passphrase, proxyPassword, toldOfPlain, last };
  }

  /** Keeps a secret of a profile, or forgets it. One in the file, where somebody has written it, counts no more then. Never rejects. */
  async changeSecret(id: ProfileId, kind: KeptSecret, change: SecretChange): Promise<void> {
    const { credentials, store } = this.#parts;
    switch (change.kind) {
      case 'keep':
        return;
      case 'set':
        // The one in the file may be all that outlives the session.
        if ((await credentials.set(id, kind, change.secret)) === 'session') return;
        break;
      case 'remove':
        await credentials.remove(id, kind);
        break;
    }
    this.#write(() => store.dropSecret(id, kind));
  }

  #write(write: () => void): Problem | undefined {
    try {
      write();
      return undefined;
    } catch (error) {
      this.#parts.logFailure('The profile file could not be written', error);
      return {
        kind: 'other',
        what: 'The profiles could not be saved on this computer.',
        advice: 'Check that the disk is not full and that Evenkeel may write to its folder, then try again.',
      };
    }
  }
}

/** Nothing went wrong where only a password is waited for. */
function toneOf({ kind }: Problem): RunTone {
  return kind === 'password-needed' ? 'mixed' : 'bad';
}

/** Why a comparison failed, in a few words. */
function failureWords({ kind }: Problem): string {
  switch (kind) {
    case 'server-not-found':
    case 'server-unreachable':
    case 'connection-lost':
    case 'timed-out':
    case 'tls-unavailable':
      return 'Couldn’t connect';
    case 'sign-in-refused':
    case 'key-locked':
      return 'Couldn’t sign in';
    case 'password-needed':
      return 'Needs the password';
    case 'certificate-unknown':
    case 'certificate-changed':
      return 'Server not trusted yet';
    default:
      return 'Couldn’t compare';
  }
}

async function unfitFolders(draft: ProfileDraft, remote: CleanRemote): Promise<Problem | undefined> {
  if (!isAbsolute(draft.localFolder)) return refusedDraft({ kind: 'local-path', path: draft.localFolder });
  if (remote.address.kind === 'server') return undefined;
  const other = remote.address.path;
  if (!isAbsolute(other)) return refusedDraft({ kind: 'remote-path', path: other });
  const overlap = await findOverlap(draft.localFolder, other, process.platform);
  return overlap === undefined ? undefined : refusedDraft({ kind: 'overlap', overlap });
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

function refused(problem: Problem): { readonly kind: 'refused'; readonly problem: Problem } {
  return { kind: 'refused', problem };
}

/** The problem of a profile that is not there (any more). */
export function gone(): Problem {
  return {
    kind: 'not-found',
    what: 'This profile no longer exists.',
    advice: 'Choose another one, or create it again.',
  };
}
