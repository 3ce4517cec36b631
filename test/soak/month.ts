import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Schedule } from '../../src/shared/profile/schedule.js';
import { DEFAULT_SCHEDULE } from '../../src/shared/profile/schedule.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile/profile-options.js';
import type { ProfileId } from '../../src/shared/profile/profile.js';
import { Activities } from '../../src/main/activity/activities.js';
import { Log } from '../../src/main/app/diagnostics/log.js';
import { PlainProfiles } from '../../src/main/app/profiles/plain-profiles.js';
import { ProfileService } from '../../src/main/app/profiles/profile-service.js';
import { ScheduleService } from '../../src/main/app/schedule/schedule-service.js';
import { recentChanges, type RecentChange } from '../../src/main/app/tray/recent-changes.js';
import { syncWords } from '../../src/main/app/tray/sync-notifications.js';
import { Credentials } from '../../src/main/credentials/credentials.js';
import { Outbox } from '../../src/main/ipc/outbox.js';
import { ProfileStore } from '../../src/main/profiles/profile-store.js';
import type { Sample } from './growth.js';
import { SimulatedComputer } from './simulated-computer.js';

const run = promisify(execFile);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A full disk needs a small one of its own. */
const MAY_MOUNT = process.platform === 'linux' && process.getuid?.() === 0;

/** Logs of this size take turns; the application's are larger. */
const LOG_BYTES = 64 * 1024;

/** The history is kept for so long here, so that what a month leaves shows whether it is pruned. */
const HISTORY_DAYS = 2;

const PROFILES: Readonly<Record<string, Partial<Schedule>>> = {
  often: { regular: { kind: 'every', minutes: 15 } },
  'full-disk': { regular: { kind: 'every', minutes: 20 } },
  drive: { regular: { kind: 'every', minutes: 30 } },
  network: { regular: { kind: 'every', minutes: 30 }, onMetered: false },
  daily: { regular: { kind: 'daily', at: '12:00', days: [0, 1, 2, 3, 4, 5, 6] } },
  watched: { onChange: true, quiet: { from: '23:00', to: '06:00' } },
};

/** What came of it: a sample for each day, and how often each thing has happened. */
export interface Month {
  readonly samples: readonly Sample[];
  readonly runs: number;
  readonly attention: number;
  readonly crashes: number;
  readonly fullDisks: number;
  readonly vanished: number;
  readonly offline: number;
  readonly watched: number;
}

/**
 * The application without its window, in the tray for so many simulated days, with real folders: its schedules, activities, records, log and
 * messages. Every night the computer sleeps. Now and then a page crashes, a disk is full, a drive vanishes, the network is away.
 */
export async function inTheTray(
  days: number,
  setDate: (ms: number) => void,
  tell: (sample: Sample) => void,
): Promise<Month> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-month-'));
  const tray = new Tray(folder, setDate);
  try {
    await tray.begin();
    const samples: Sample[] = [];
    for (let day = 1; day <= days; day += 1) {
      await tray.day(day);
      const sample = await tray.sample(day);
      samples.push(sample);
      tell(sample);
    }
    return { samples, ...tray.counts };
  } finally {
    await tray.end();
    await rm(folder, { recursive: true, force: true });
  }
}

class Tray {
  readonly counts = { runs: 0, attention: 0, crashes: 0, fullDisks: 0, vanished: 0, offline: 0, watched: 0 };
  readonly #folder: string;
  readonly #computer: SimulatedComputer;
  readonly #log = new Log();
  readonly #outbox = new Outbox(() => void setImmediate(() => this.#outbox.received()));
  readonly #credentials = new Credentials({
    canEncrypt: () => false,
    wantsEncrypted: false,
    whyNone: '',
    conceal: this.#log.conceal,
    logFailure: this.#log.failure,
  });
  readonly #activities: Activities;
  #service: ProfileService | undefined;
  #schedule: ScheduleService | undefined;
  #recent: readonly RecentChange[] = [];
  #edits = 0;
  #mounted = false;

  constructor(folder: string, setDate: (ms: number) => void) {
    this.#folder = folder;
    this.#computer = new SimulatedComputer(new Date(2026, 5, 1, 7).getTime(), setDate);
    this.#activities = new Activities({
      historyDays: () => HISTORY_DAYS,
      stateFile: (id) => join(folder, 'user-data', 'state', `${id}.sqlite`),
      ownPlaces: [join(folder, 'user-data')],
      secretOf: (id, kind) => this.#credentials.secretOf(id, kind),
      keepSecret: () => Promise.resolve(),
      onActivity: (profileId, activity) => {
        this.#outbox.post({ kind: 'activity', profileId, activity });
        this.#service?.noteOutcome(profileId, activity);
      },
      onEvents: (id, events, fresh) => this.#outbox.events(id, events, fresh),
      onReading: () => undefined,
      onRan: (id) => this.#service?.ran(id),
      logFailure: this.#log.failure,
    });
  }

  async begin(): Promise<void> {
    const userData = join(this.#folder, 'user-data');
    await mkdir(userData);
    await this.#log.open(join(userData, 'logs'), LOG_BYTES);
    const store = await ProfileStore.open(userData, () => Promise.resolve(false));
    const service = new ProfileService({
      store,
      credentials: this.#credentials,
      activities: this.#activities,
      plain: new PlainProfiles(
        () => ({ toldOfPlain: [], untriedTls: [] }),
        () => undefined,
      ),
      onNewSecret: () => undefined,
      onRound: (profileId, round) => this.#outbox.post({ kind: 'round', profileId, round }),
      onAllRan: () => undefined,
      onListings: (profiles) => {
        this.#outbox.post({ kind: 'profiles', profiles });
        this.#schedule?.update(profiles);
        this.#recent = recentChanges(this.#service?.reports ?? [], this.#recent);
      },
      logFailure: this.#log.failure,
    });
    this.#service = service;
    for (const [name, schedule] of Object.entries(PROFILES)) await this.#make(name, schedule, service);
    this.#schedule = new ScheduleService({
      computer: this.#computer,
      service: {
        ownerOf: (id) => {
          this.counts.runs += 1;
          return service.ownerOf(id);
        },
        rounds: service.rounds,
      },
      wordsOf: syncWords,
      onAttention: (_id, words) => {
        this.counts.attention += 1;
        this.#log.info(`Notification: ${words}`);
      },
      onDone: (_id, words) => this.#log.info(`Notification: ${words}`),
      onStatus: () => undefined,
      onWaiting: (runs) => this.#outbox.post({ kind: 'waiting', runs }),
      ownPlaces: [userData],
      logFailure: this.#log.failure,
    });
    await service.refresh();
  }

  /** From seven in the morning until eleven at night, and a night's sleep. */
  async day(day: number): Promise<void> {
    const startMs = this.#computer.now();
    for (let hour = 0; hour < 16; hour += 1) {
      await this.#edit();
      if (hour === 2) await this.#misfortune(day);
      if (hour === 8) await this.#allIsWell(day);
      if (hour === 4 || hour === 12) await this.#save();
      await this.#computer.passTo(startMs + (hour + 1) * HOUR_MS, () => this.#idle());
    }
    this.#computer.sleepTo(startMs + DAY_MS);
    await this.#computer.passTo(startMs + DAY_MS, () => this.#idle());
  }

  async sample(day: number): Promise<Sample> {
    await this.#service?.refresh();
    await delay(200);
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    return {
      day,
      runs: this.counts.runs,
      heapBytes: heapUsed,
      residentBytes: rss,
      handles: await countOf('/proc/self/fd'),
      threads: await countOf('/proc/self/task'),
      timers:
        this.#computer.timers +
        process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length,
      logBytes: await bytesIn(join(this.#folder, 'user-data', 'logs')),
      stateBytes: await bytesIn(join(this.#folder, 'user-data', 'state')),
    };
  }

  async end(): Promise<void> {
    this.#schedule?.end();
    await this.#activities.stopAll();
    this.#computer.end();
    if (this.#mounted) await run('umount', ['-l', this.#side('full-disk', 'remote')]);
  }

  #idle(): boolean {
    return this.#ids.every((id) => this.#schedule?.status(id).running !== true);
  }

  get #ids(): readonly ProfileId[] {
    return this.#service?.listings.map(({ profile }) => profile.id) ?? [];
  }

  #side(name: string, side: 'local' | 'remote'): string {
    return join(this.#folder, name, side);
  }

  async #make(name: string, schedule: Partial<Schedule>, service: ProfileService): Promise<void> {
    for (const side of ['local', 'remote'] as const) await mkdir(this.#side(name, side), { recursive: true });
    if (name === 'full-disk' && MAY_MOUNT) {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', this.#side(name, 'remote')]);
      this.#mounted = true;
    }
    for (let n = 0; n < 4; n += 1) await writeFile(join(this.#side(name, 'local'), `${n}.txt`), `${n}`);
    const keep = { kind: 'keep' } as const;
    await service.save(
      null,
      {
        ...{ name, localFolder: this.#side(name, 'local'), remoteFolder: this.#side(name, 'remote') },
        ...{ userName: '', mode: 'two-way', deleteExtra: false },
        options: { ...DEFAULT_OPTIONS, unattended: true, versions: { kind: 'on', days: 1, megabytes: 1 } },
        schedule: { ...DEFAULT_SCHEDULE, ...schedule },
      },
      { password: keep, passphrase: keep, proxy: keep },
    );
  }

  async #edit(): Promise<void> {
    this.#edits += 1;
    for (const name of Object.keys(PROFILES)) {
      if (name === 'watched') continue;
      // Not while the drive is away.
      await writeFile(join(this.#side(name, 'local'), `${this.#edits % 4}.txt`), `edit ${this.#edits}`).catch(
        () => undefined,
      );
    }
  }

  /** A file is saved in the watched folder, and is on the other side a moment later. */
  async #save(): Promise<void> {
    const before = this.counts.runs;
    await writeFile(join(this.#side('watched', 'local'), 'saved.txt'), `saved ${this.#computer.now()}`);
    for (let waited = 0; this.counts.runs === before && waited < 200; waited += 1) {
      await delay(50);
      // The watcher waits until a file has rested, by the clock.
      await this.#computer.passTo(this.#computer.now() + 50, () => this.#idle());
    }
    if (this.counts.runs > before) this.counts.watched += 1;
  }

  async #misfortune(day: number): Promise<void> {
    switch (day % 4) {
      case 0:
        this.counts.crashes += 1;
        this.#outbox.close();
        return;
      case 1:
        if (!this.#mounted) return;
        this.counts.fullDisks += 1;
        await writeFile(join(this.#side('full-disk', 'remote'), '.filler'), Buffer.alloc(4e6)).catch(
          () => undefined,
        );
        await writeFile(join(this.#side('full-disk', 'local'), 'large.bin'), Buffer.alloc(400_000, day));
        return;
      case 2:
        this.counts.vanished += 1;
        await rename(this.#side('drive', 'local'), `${this.#side('drive', 'local')}.away`);
        return;
      default:
        this.counts.offline += 1;
        this.#computer.online = false;
        await rename(this.#side('network', 'remote'), `${this.#side('network', 'remote')}.away`);
    }
  }

  async #allIsWell(day: number): Promise<void> {
    switch (day % 4) {
      case 0:
        // A new page asks for everything.
        this.#outbox.reset();
        await this.#service?.refresh();
        for (const id of this.#ids) await this.#service?.activityOf(id)?.watch();
        return;
      case 1:
        await rm(join(this.#side('full-disk', 'remote'), '.filler'), { force: true });
        return;
      case 2:
        await rename(`${this.#side('drive', 'local')}.away`, this.#side('drive', 'local'));
        return;
      default:
        await rename(`${this.#side('network', 'remote')}.away`, this.#side('network', 'remote'));
        this.#computer.online = true;
    }
  }
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function collectGarbage(): void {
  if (typeof collect !== 'function') throw new Error('The garbage cannot be collected.');
  Reflect.apply(collect, undefined, []);
}

/** How many entries a folder of `/proc` has; 0 where the system has none. */
async function countOf(folder: string): Promise<number> {
  return readdir(folder).then(
    (names) => names.length,
    () => 0,
  );
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return bytes;
}
