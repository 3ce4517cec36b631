import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/settings.js';
import { SettingsStore } from './settings-store.js';

describe('the settings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('begin with the defaults and are read again as they were saved', async () => {
    const first = await SettingsStore.open(folder);
    expect(first.settings).toEqual(DEFAULT_SETTINGS);
    expect(first.problem).toBeUndefined();
    const changed = { ...DEFAULT_SETTINGS, theme: 'dark', closing: 'quit' } as const;
    await first.save(changed);
    expect((await SettingsStore.open(folder)).settings).toEqual(changed);
  });

  it('have a default where the file does not say anything, and pass over what a later version added', async () => {
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ theme: 'light', later: true }));
    const { settings, problem } = await SettingsStore.open(folder);
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'light' });
    expect(settings).toMatchObject({ historyDays: 90, withoutKeyring: 'session' });
    expect(problem).toBeUndefined();
  });

  it.each([
    ['is cut short', '{"theme": "da'],
    ['holds no settings', '"dark"'],
    ['holds a value that cannot be', '{"theme": "pink"}'],
  ])('are the defaults where the file %s, which is set aside and told', async (_how, content) => {
    await writeFile(join(folder, 'settings.json'), content);
    const store = await SettingsStore.open(folder);
    expect(store.settings).toEqual(DEFAULT_SETTINGS);
    const aside = (await readdir(folder)).find((name) => name.startsWith('settings.damaged-')) ?? '';
    expect(store.problem?.what).toContain(aside);
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    await store.save({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect((await SettingsStore.open(folder)).settings.theme).toBe('dark');
  });
});
