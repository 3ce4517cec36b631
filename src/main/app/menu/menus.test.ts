import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { ProfileListing } from '../../../shared/ipc.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { DEFAULT_SCHEDULE } from '../../../shared/profile/schedule.js';
import { COMMAND_IDS } from '../../../shared/commands.js';
import { applicationMenu, type MenuActions } from './application-menu.js';
import type { ProfileMenuState } from './profile-items.js';
import { trayMenu, type TrayActions } from './tray-menu.js';

const LISTING: ProfileListing = {
  profile: {
    id: 'a-1',
    name: 'Pots & pans',
    localFolder: '/a',
    remoteFolder: '/b',
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  },
  password: 'none',
  passphrase: 'none',
  proxyPassword: 'none',
  toldOfPlain: true,
  untriedTls: false,
  last: { ms: 0, words: '2 items synced', tone: 'good' },
};

function actions(done: string[]): MenuActions & TrayActions {
  return {
    openWindow: () => done.push('open'),
    showProfile: (id) => done.push(`show ${id}`),
    syncNow: (id) => done.push(`sync ${id}`),
    stop: (id) => done.push(`stop ${id}`),
    savePlan: (id) => done.push(`save ${id}`),
    showWaiting: () => done.push('waiting'),
    pauseUntil: (ms) => done.push(`pause ${ms === 0 ? 'no more' : 'until then'}`),
    showChange: ({ path }) => done.push(`change ${path}`),
    quit: () => done.push('quit'),
    runCommand: (id) => done.push(`run ${id}`),
  };
}

function find(
  items: readonly MenuItemConstructorOptions[],
  id: string,
): MenuItemConstructorOptions | undefined {
  for (const item of items) {
    if (item.id === id) return item;
    const below = Array.isArray(item.submenu) ? find(item.submenu, id) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Clicks an item, none of which looks at what Electron hands it. */
function click(item: MenuItemConstructorOptions | undefined): void {
  Reflect.apply(item?.click ?? (() => undefined), undefined, []);
}

const IDLE: ProfileMenuState = {
  listings: [LISTING],
  atWork: new Set<string>(),
  withPlan: new Set<string>(),
  nextMs: () => undefined,
  pausedUntilMs: 0,
  waiting: [],
  recent: [],
};
const AT_WORK = { ...IDLE, atWork: new Set(['a-1']) };
const WINDOWS = { platform: 'win32', developing: false } as const;
const MAC = { platform: 'darwin', developing: false } as const;

describe.each([
  ['tray', (state: ProfileMenuState, does: TrayActions) => trayMenu(state, does)],
  ['application', (state: ProfileMenuState, does: MenuActions) => applicationMenu(state, does, WINDOWS)],
] as const)('the menu of the %s', (_where, menu) => {
  it('lists each profile with its last result', () => {
    const items = menu(IDLE, actions([]));
    expect(find(items, 'profile-a-1')?.label).toBe('Pots && pans');
    expect(find(items, 'last-a-1')?.label).toMatch(/^2 items synced \(.*\)$/);
    expect(find(items, 'sync-a-1')).toMatchObject({ label: 'Sync now', enabled: true });
    expect(find(items, 'stop-a-1')?.enabled).toBe(false);
  });

  it('offers to stop, and nothing to begin, while a profile is at work', () => {
    const items = menu(AT_WORK, actions([]));
    expect(find(items, 'sync-a-1')?.enabled).toBe(false);
    expect(find(items, 'stop-a-1')?.enabled).toBe(true);
  });

  it('says that there is no profile yet', () => {
    const items = menu({ ...IDLE, listings: [] }, actions([]));
    expect(JSON.stringify(items)).toContain('No profiles yet');
  });

  it('can quit', () => {
    expect(find(menu(IDLE, actions([])), 'quit')?.label).toBe('Quit');
  });
});

it('a plan can be saved where there is one, from the menu of the window', () => {
  const state = { ...IDLE, withPlan: new Set(['a-1']) };
  expect(find(applicationMenu(IDLE, actions([]), WINDOWS), 'save-plan-a-1')?.enabled).toBe(false);
  expect(find(applicationMenu(state, actions([]), WINDOWS), 'save-plan-a-1')?.enabled).toBe(true);
  expect(find(trayMenu(state, actions([])), 'save-plan-a-1')).toBeUndefined();
});

it('only those who work on it can reload the page', () => {
  const roles = (developing: boolean): string =>
    JSON.stringify(applicationMenu(IDLE, actions([]), { platform: 'linux', developing }));
  expect(roles(true)).toContain('"reload"');
  expect(roles(false)).not.toContain('"reload"');
});

describe('the menu of the application', () => {
  const labels = (items: readonly MenuItemConstructorOptions[]): unknown[] => items.map(({ label }) => label);

  it('is File, Edit, View, Profile, Help, on a Mac with its own menu and one for windows', () => {
    expect(labels(applicationMenu(IDLE, actions([]), WINDOWS))).toEqual([
      'File',
      'Edit',
      'View',
      'Profile',
      'Help',
    ]);
    const mac = applicationMenu(IDLE, actions([]), MAC);
    expect(labels(mac)).toEqual(['Evenkeel', 'File', 'Edit', 'View', 'Profile', undefined, 'Help']);
    expect(mac[5]?.role).toBe('windowMenu');
  });

  it.each([WINDOWS, MAC])('has every command once on $platform', (options) => {
    const count = (items: readonly MenuItemConstructorOptions[], id: string): number =>
      items.reduce(
        (sum, item) =>
          sum + Number(item.id === id) + (Array.isArray(item.submenu) ? count(item.submenu, id) : 0),
        0,
      );
    const menu = applicationMenu(IDLE, actions([]), options);
    expect(COMMAND_IDS.filter((id) => count(menu, id) !== 1)).toEqual([]);
  });

  it('shows the keys of a command, leaves them to the window, and runs it', () => {
    const done: string[] = [];
    const compare = find(applicationMenu(IDLE, actions(done), WINDOWS), 'compare');
    expect(compare).toMatchObject({ label: 'Compare', accelerator: 'F5', registerAccelerator: false });
    click(compare);
    expect(done).toEqual(['run compare']);
  });

  it('enables no command of the window before the window does', () => {
    const menu = applicationMenu(IDLE, actions([]), WINDOWS);
    expect(find(menu, 'compare')?.enabled).toBe(false);
    expect(find(menu, 'zoom-in')?.enabled).toBe(true);
    expect(find(menu, 'flat-list')?.type).toBe('checkbox');
  });
});

describe('schedules in the menu of the tray', () => {
  const now = new Date(2026, 0, 2, 12).getTime();
  const scheduled: ProfileListing = {
    ...LISTING,
    profile: {
      ...LISTING.profile,
      schedule: { ...DEFAULT_SCHEDULE, regular: { kind: 'every', minutes: 30 } },
    },
  };

  it('are paused for all profiles at once, for an hour or until tomorrow', () => {
    const done: string[] = [];
    const items = trayMenu({ ...IDLE, listings: [scheduled] }, actions(done), now);
    for (const id of ['pause-hour', 'pause-tomorrow']) click(find(items, id));
    expect(done).toEqual(['pause until then', 'pause until then']);
    expect(find(items, 'resume-schedules')).toBeUndefined();
  });

  it('are resumed, and it says until when they would be paused', () => {
    const done: string[] = [];
    const paused = { ...IDLE, listings: [scheduled], pausedUntilMs: now + 3_600_000 };
    const resume = find(trayMenu(paused, actions(done), now), 'resume-schedules');
    expect(resume?.label).toMatch(/^Resume schedules \(paused until \d?\d[:.]00/);
    click(resume);
    expect(done).toEqual(['pause no more']);
  });

  it('are not mentioned where every profile is started by hand', () => {
    expect(find(trayMenu(IDLE, actions([]), now), 'pause-schedules')).toBeUndefined();
  });

  it('tell when a profile runs next', () => {
    const items = trayMenu({ ...IDLE, listings: [scheduled], nextMs: () => now }, actions([]), now);
    expect(find(items, 'next-a-1')).toMatchObject({ enabled: false });
    expect(find(items, 'next-a-1')?.label).toMatch(/^Next: .*2026/);
  });
});

describe('the menu of the tray', () => {
  it('tells first what somebody has to look at, unless it is being worked on', () => {
    const done: string[] = [];
    const last = { ms: 0, words: '2 conflicts left', tone: 'mixed' } as const;
    const state = { ...IDLE, listings: [{ ...LISTING, last }] };
    const [first] = trayMenu(state, actions(done));
    expect(first?.label).toBe('Pots && pans: 2 conflicts left');
    click(first);
    expect(done).toEqual(['show a-1']);
    expect(
      find(trayMenu({ ...state, atWork: new Set(['a-1']) }, actions([])), 'attention-a-1'),
    ).toBeUndefined();
    expect(find(trayMenu(IDLE, actions([])), 'attention-a-1')).toBeUndefined();
  });

  it('lists the runs that wait, and leads to where their order can be changed', () => {
    const done: string[] = [];
    const run = { profileId: 'a-1', cause: 'schedule', waitsFor: { kind: 'turn' } } as const;
    const others = ['b', 'c', 'd', 'e', 'f', 'g'].map((profileId) => ({ ...run, profileId }));
    const menu = trayMenu({ ...IDLE, waiting: [run, ...others] }, actions(done));
    expect(find(menu, 'waiting')?.label).toBe('7 runs waiting');
    expect(find(menu, 'waiting-a-1')?.label).toBe('Pots && pans: Waiting for its turn');
    expect(find(menu, 'waiting-more')?.label).toBe('2 more…');
    click(find(menu, 'waiting-a-1'));
    expect(done).toEqual(['waiting']);
    expect(find(trayMenu(IDLE, actions([])), 'waiting')).toBeUndefined();
  });

  it('lists recent changes, each of which leads to the place', () => {
    const done: string[] = [];
    const now = new Date(2026, 10, 30, 12).getTime();
    const change = (path: string) =>
      ({ profileId: 'a-1', path, what: 'uploaded', side: 'remote', ms: now - 120_000 }) as const;
    const recent = [change('d/R&D.pdf'), change(`d/${'long '.repeat(20)}name.txt`)];
    const menu = trayMenu({ ...IDLE, recent }, actions(done), now);
    expect(find(menu, 'recent-0')?.label).toMatch(/^R&&D\.pdf uploaded \(Today 11:58/);
    expect(find(menu, 'recent-1')?.label).toMatch(/^long long .*…ong name\.txt uploaded/);
    click(find(menu, 'recent-0'));
    expect(done).toEqual(['change d/R&D.pdf']);
    expect(find(trayMenu(IDLE, actions([])), 'recent')).toBeUndefined();
  });
});
