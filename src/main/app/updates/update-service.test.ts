import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UpdateState } from '../../../shared/update.js';
import type { Installation } from './installation.js';
import { UpdateService } from './update-service.js';

const DAY_MS = 24 * 3_600_000;

interface Told {
  readonly states: UpdateState[];
  readonly done: string[];
}

/** A service whose source has one version, and what it tells and does. */
function serviceFor(options: {
  readonly newest?: string;
  readonly installation?: Installation;
  readonly mayAsk?: () => boolean;
  readonly fails?: boolean;
}): Told & { readonly service: UpdateService } {
  const states: UpdateState[] = [];
  const done: string[] = [];
  const service = new UpdateService({
    running: '1.2.0',
    installation: () => Promise.resolve(options.installation ?? 'replaceable'),
    source: () =>
      Promise.resolve({
        newest: () => {
          done.push('asked');
          return options.fails === true
            ? Promise.reject(new Error('offline'))
            : Promise.resolve(options.newest ?? '1.3.0');
        },
        download: (onPercent) => {
          done.push('downloaded');
          for (const percent of [0.2, 50.4, 50.6, 100]) onPercent(percent);
          return Promise.resolve();
        },
        cancel: () => undefined,
        install: () => done.push('installed'),
      }),
    onState: (state) => states.push(state),
    mayAsk: options.mayAsk ?? (() => true),
    endToInstall: () => done.push('ends'),
    openPage: (version) => {
      done.push(`page of ${version ?? 'all'}`);
      return Promise.resolve();
    },
    logFailure: () => undefined,
  });
  return { service, states, done };
}

describe('by itself', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('it asks a while after the start, and once a day, and downloads nothing', async () => {
    const { service, states, done } = serviceFor({});
    service.begin();
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    await vi.advanceTimersByTimeAsync(2 * DAY_MS);
    expect(done).toEqual(['asked', 'asked', 'asked']);
    expect(states.at(-1)).toEqual({ kind: 'available', version: '1.3.0', offer: 'download' });
    service.end();
    await vi.advanceTimersByTimeAsync(3 * DAY_MS);
    expect(done).toHaveLength(3);
  });

  it('it asks nothing while the setting is off', async () => {
    const { service, done, states } = serviceFor({ mayAsk: () => false });
    service.begin();
    await vi.advanceTimersByTimeAsync(5 * DAY_MS);
    expect({ done, states }).toEqual({ done: [], states: [] });
    service.end();
  });

  it('it asks nothing in a checkout', async () => {
    const { service, done, states } = serviceFor({ installation: 'source-code' });
    service.begin();
    await vi.advanceTimersByTimeAsync(5 * DAY_MS);
    expect({ done, states }).toEqual({ done: [], states: [] });
    service.end();
  });

  it('it keeps to itself that it could not ask', async () => {
    const { service, states } = serviceFor({ fails: true });
    service.begin();
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(states.at(-1)).toEqual({ kind: 'unknown' });
    service.end();
  });
});

describe('asked for', () => {
  it.each<[string, Installation, UpdateState]>([
    ['1.3.0', 'replaceable', { kind: 'available', version: '1.3.0', offer: 'download' }],
    ['1.3.0', 'package-manager', { kind: 'available', version: '1.3.0', offer: 'package-manager' }],
    ['1.3.0', 'by-hand', { kind: 'available', version: '1.3.0', offer: 'page' }],
    ['1.2.0', 'replaceable', { kind: 'current' }],
    ['1.1.0', 'replaceable', { kind: 'current' }],
    ['1.3.0', 'source-code', { kind: 'source-code' }],
  ])('version %s, where Evenkeel was installed like “%s”, is %j', async (newest, installation, state) => {
    const { service } = serviceFor({ newest, installation });
    await service.act('check');
    expect(service.state).toEqual(state);
  });

  it('it downloads only what it may replace itself', async () => {
    for (const installation of ['package-manager', 'store', 'by-hand', 'source-code'] as const) {
      const { service, done } = serviceFor({ installation });
      await service.act('check');
      await service.act('download');
      await service.act('install');
      expect(done).not.toContain('downloaded');
      expect(done).not.toContain('ends');
    }
  });

  it('it downloads, tells each per cent once, and installs when somebody says so', async () => {
    const { service, states, done } = serviceFor({});
    await service.act('install');
    await service.act('check');
    await service.act('download');
    expect(states.flatMap((state) => (state.kind === 'downloading' ? [state.percent] : []))).toEqual([
      0, 50, 100,
    ]);
    expect(service.state).toEqual({ kind: 'ready', version: '1.3.0' });
    expect(done).toEqual(['asked', 'downloaded']);
    // What is ready is not asked over.
    await service.act('check');
    await service.act('install');
    expect(done).toEqual(['asked', 'downloaded', 'ends']);
  });

  it('it opens the page of the version, and says when it cannot ask', async () => {
    const { service, done } = serviceFor({});
    await service.act('open-page');
    await service.act('check');
    await service.act('open-page');
    expect(done).toEqual(['page of all', 'asked', 'page of 1.3.0']);
    const offline = serviceFor({ fails: true }).service;
    await offline.act('check');
    expect(offline.state).toMatchObject({ kind: 'failed' });
  });
});
