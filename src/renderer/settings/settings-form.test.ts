import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/settings.js';
import { checkSettings, valuesOf } from './settings-form.js';

const NONE = { webhook: 'none', mail: 'none' } as const;

describe('the settings in their dialog', () => {
  it('are the same when nothing was typed', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      limits: { bytesPerSecond: 2_500_000, connections: 3 },
      theme: 'dark',
    } as const;
    expect(checkSettings(valuesOf(settings), NONE)).toEqual({ kind: 'valid', settings });
    expect(checkSettings(valuesOf(DEFAULT_SETTINGS), NONE)).toEqual({
      kind: 'valid',
      settings: DEFAULT_SETTINGS,
    });
  });

  it('take sizes as people write them, and nothing for no limit', () => {
    const values = { ...valuesOf(DEFAULT_SETTINGS), speed: '1.5 MB', connections: ' 4 ' };
    const checked = checkSettings(values, NONE);
    expect(checked.kind === 'valid' && checked.settings.limits).toEqual({
      bytesPerSecond: 1_500_000,
      connections: 4,
    });
  });

  it('take the days of the history, and nothing for all of it', () => {
    expect(valuesOf(DEFAULT_SETTINGS).historyDays).toBe('90');
    for (const [typed, historyDays] of [
      ['365', 365],
      ['', null],
    ] as const) {
      const checked = checkSettings({ ...valuesOf(DEFAULT_SETTINGS), historyDays: typed }, NONE);
      expect(checked).toMatchObject({ kind: 'valid', settings: { historyDays } });
      expect(checked.kind === 'valid' && valuesOf(checked.settings).historyDays).toBe(typed);
    }
  });

  it.each([
    ['historyDays', '0'],
    ['historyDays', '4000'],
    ['speed', 'fast'],
    ['speed', '10'],
    ['connections', '0'],
    ['connections', '33'],
    ['newConnections', '0'],
    ['newConnections', '1.5'],
    ['versionDays', '0'],
    ['versionMegabytes', 'many'],
  ] as const)('refuse as %s: %j', (field, typed) => {
    const checked = checkSettings({ ...valuesOf(DEFAULT_SETTINGS), [field]: typed }, NONE);
    expect(checked.kind === 'invalid' && Object.keys(checked.errors)).toEqual([field]);
    expect(checked.kind === 'invalid' && checked.errors[field]).toMatch(/^Write /);
  });
});
