import { beforeEach, expect, it, vi } from 'vitest';
import type { FileContent } from '../../shared/content.js';
import type { Message } from '../../shared/ipc.js';
import { EMPTY_TOTALS } from '../../shared/plan/plan.js';
import type { Activity } from '../../shared/run/activity.js';

const CONTENT: FileContent = { size: 1, bytes: new Uint8Array(1), asCompared: true };
const REQUEST = {
  profileId: 'one',
  path: 'a.txt',
  side: 'local',
  entry: { kind: 'file', size: 1 },
  most: 10,
} as const;
const COMPARING: Activity = {
  kind: 'comparing',
  progress: { folders: 0, items: 0 },
  totals: EMPTY_TOTALS,
};
const COMPARED: Activity = { kind: 'compared', totals: EMPTY_TOTALS };

let listen: (message: string) => void = () => undefined;
const tell = (message: Message): void => listen(JSON.stringify(message));
let answer: (content: FileContent) => void = () => undefined;
beforeEach(() => {
  vi.resetModules();
  const media = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('matchMedia', () => media);
  vi.stubGlobal('window', {
    evenkeel: {
      onMessage: (listener: typeof listen) => (listen = listener),
      open: () => Promise.resolve({ profiles: [], problems: [], settings: {} }),
      readContent: () =>
        new Promise((resolve) => {
          answer = (value) => resolve({ kind: 'ok', value });
        }),
    },
  });
});

async function opened() {
  const { openSession } = await import('./session.js');
  const { knownContent, readContent } = await import('../details/content/content-store.js');
  await openSession();
  const activity = (profileId: string, to: Activity): void =>
    tell({ kind: 'activity', profileId, activity: to });
  return { knownContent, readContent, activity };
}

it('what was read of files is forgotten as soon as any profile compares or runs, whatever is shown', async () => {
  const { knownContent, readContent, activity } = await opened();
  const reading = readContent(REQUEST);
  answer(CONTENT);
  await reading;
  activity('one', COMPARED);
  expect(knownContent(REQUEST)).toBe(CONTENT);
  activity('one', COMPARING);
  expect(knownContent(REQUEST)).toBeUndefined();
});

it('what was asked for before a comparison and arrives after its start is not kept', async () => {
  const { knownContent, readContent, activity } = await opened();
  const reading = readContent(REQUEST);
  activity('one', COMPARING);
  answer(CONTENT);
  await reading;
  expect(knownContent(REQUEST)).toBeUndefined();
});
