import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { ProfileListing } from '../../../shared/ipc.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { applicationMenu, trayMenu, type Commands } from './menus.js';

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
  last: { ms: 0, words: '2 items synchronized', tone: 'good' },
};

function commands(done: string[]): Commands {
  return {
    openWindow: () => done.push('open'),
    showProfile: (id) => done.push(`show ${id}`),
    syncNow: (id) => done.push(`sync ${id}`),
    stop: (id) => done.push(`stop ${id}`),
    savePlan: (id) => done.push(`save ${id}`),
    quit: () => done.push('quit'),
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

const IDLE = { listings: [LISTING], atWork: new Set<string>(), withPlan: new Set<string>() };
const AT_WORK = { ...IDLE, atWork: new Set(['a-1']) };
const WINDOWS = { platform: 'win32', developing: false } as const;

describe.each([
  ['tray', trayMenu],
  ['application', (state: typeof IDLE, does: Commands) => applicationMenu(state, does, WINDOWS)],
] as const)('the menu of the %s', (_where, menu) => {
  it('lists each profile with its last result', () => {
    const items = menu(IDLE, commands([]));
    expect(find(items, 'profile-a-1')?.label).toBe('Pots && pans');
    expect(find(items, 'last-a-1')?.label).toMatch(/^2 items synchronized \(.*\)$/);
    expect(find(items, 'sync-a-1')).toMatchObject({ label: 'Sync now', enabled: true });
    expect(find(items, 'stop-a-1')?.enabled).toBe(false);
  });

  it('offers to stop, and nothing to begin, while a profile is at work', () => {
    const items = menu(AT_WORK, commands([]));
    expect(find(items, 'sync-a-1')?.enabled).toBe(false);
    expect(find(items, 'stop-a-1')?.enabled).toBe(true);
  });

  it('says that there is no profile yet', () => {
    const items = menu({ ...IDLE, listings: [] }, commands([]));
    expect(JSON.stringify(items)).toContain('No profiles yet');
  });

  it('can quit', () => {
    expect(find(menu(IDLE, commands([])), 'quit')?.label).toBe('Quit');
  });
});

it('a plan can be saved where there is one, from the menu of the window', () => {
  const state = { ...IDLE, withPlan: new Set(['a-1']) };
  expect(find(applicationMenu(IDLE, commands([]), WINDOWS), 'save-plan-a-1')?.enabled).toBe(false);
  expect(find(applicationMenu(state, commands([]), WINDOWS), 'save-plan-a-1')?.enabled).toBe(true);
  expect(find(trayMenu(state, commands([])), 'save-plan-a-1')).toBeUndefined();
});

it('only those who work on it can reload the page', () => {
  const roles = (developing: boolean): unknown[] =>
    applicationMenu(IDLE, commands([]), { platform: 'linux', developing }).map(({ role }) => role);
  expect(roles(true)).toContain('viewMenu');
  expect(roles(false)).not.toContain('viewMenu');
  expect(roles(false)).toContain('editMenu');
});
