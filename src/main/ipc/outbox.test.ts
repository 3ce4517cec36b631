import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../shared/ipc.js';
import { EMPTY_TOTALS, type PlanItem } from '../../shared/plan/plan.js';
import type { EngineEvent } from '../../shared/run/run.js';
import { Outbox } from './outbox.js';

const OLD = { class: 'unmodified' } as const;

function item(path: string): PlanItem {
  return { path, local: OLD, remote: OLD, action: { kind: 'equal' } };
}

function found(...paths: string[]): EngineEvent {
  return { kind: 'plan-items', items: paths.map(item), totals: EMPTY_TOTALS };
}

function transfer(path: string, bytesDone: number): EngineEvent {
  return { kind: 'transfer-progress', transfer: { path, to: 'remote', bytesDone, bytesTotal: 100 } };
}

function finished(path: string): EngineEvent {
  return {
    kind: 'item-finished',
    item: { path, action: { kind: 'equal' }, outcome: { kind: 'done' }, bytes: 0 },
    progress: { itemsDone: 1, itemsTotal: 2, bytesDone: 0, bytesTotal: 0 },
  };
}

/** What the messages say, one word an item, in order. */
function told(messages: readonly Message[]): string[] {
  return messages.flatMap((message) => {
    if (message.kind !== 'events') return [message.kind];
    const words = message.events.flatMap((event) => {
      if (event.kind === 'plan-items') return event.items.map(({ path }) => path);
      if (event.kind === 'transfer-progress') return [`${event.transfer.path}@${event.transfer.bytesDone}`];
      return event.kind === 'item-finished' ? [`${event.item.path}!`] : [event.kind];
    });
    return message.fresh ? ['fresh', ...words] : words;
  });
}

describe('the outbox', () => {
  let sent: Message[];
  let outbox: Outbox;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    outbox = new Outbox((message) => sent.push(message));
  });
  afterEach(() => vi.useRealTimers());

  it('gathers the events of a few frames into one message', () => {
    outbox.events('p', [found('a')], false);
    outbox.events('p', [found('b'), found('c')], false);
    expect(sent).toEqual([]);
    vi.runAllTimers();
    expect(sent).toHaveLength(1);
    expect(told(sent)).toEqual(['a', 'b', 'c']);
  });

  it('sends 500 items without waiting, and never more in one message', () => {
    const paths = Array.from({ length: 1_200 }, (_, index) => `f${index}`);
    outbox.events('p', [found(...paths)], false);
    expect(sent.map((message) => told([message]).length)).toEqual([500, 500]);
    vi.runAllTimers();
    expect(sent.map((message) => told([message]).length)).toEqual([500, 500, 200]);
    expect(told(sent)).toEqual(paths);
  });

  it('sends what was gathered before anything that is not an event', () => {
    outbox.events('p', [found('a')], false);
    outbox.post({ kind: 'activity', profileId: 'p', activity: { kind: 'idle' } });
    expect(told(sent)).toEqual(['a', 'activity']);
  });

  it('keeps events behind an earlier message of the same profile', () => {
    for (let n = 0; n < 4; n += 1) outbox.post({ kind: 'show', profileId: 'p' });
    outbox.events('p', [found('a')], false);
    outbox.post({ kind: 'activity', profileId: 'p', activity: { kind: 'idle' } });
    outbox.events('p', [found('b')], false);
    for (let n = 0; n < 10; n += 1) outbox.received();
    vi.runAllTimers();
    expect(told(sent).slice(4)).toEqual(['a', 'activity', 'b']);
  });

  it('runs only a few messages ahead of a window that does not keep up, and loses nothing', () => {
    const paths = Array.from({ length: 50_000 }, (_, index) => `f${index}`);
    for (const path of paths) outbox.events('p', [found(path)], false);
    vi.runAllTimers();
    expect(sent).toHaveLength(4);
    for (let n = 0; n < 200; n += 1) {
      outbox.received();
      vi.runAllTimers();
    }
    expect(told(sent)).toEqual(paths);
  });

  it('keeps only the newest progress of a transfer while it waits', () => {
    for (let n = 0; n < 4; n += 1) outbox.post({ kind: 'show', profileId: 'p' });
    for (let done = 0; done <= 100; done += 1) outbox.events('p', [transfer('a', done)], false);
    outbox.events('p', [finished('a'), transfer('a', 5)], false);
    for (let n = 0; n < 4; n += 1) outbox.received();
    vi.runAllTimers();
    expect(told(sent).slice(4)).toEqual(['a@100', 'a!', 'a@5']);
  });

  it('gathers for two profiles at once', () => {
    for (let n = 0; n < 20; n += 1) {
      outbox.events('p', [found(`p${n}`)], false);
      outbox.events('q', [found(`q${n}`)], false);
    }
    vi.runAllTimers();
    expect(sent).toHaveLength(2);
  });

  it('drops what a fresh start of the same profile covers, and nothing of another one', () => {
    outbox.events('p', [found('old')], false);
    outbox.events('q', [found('other')], false);
    outbox.events('p', [found('new')], true);
    vi.runAllTimers();
    expect(told(sent)).toEqual(['other', 'fresh', 'new']);
  });

  it('tells of a fresh start even where nothing follows', () => {
    outbox.events('p', [], true);
    vi.runAllTimers();
    expect(told(sent)).toEqual(['fresh']);
  });

  it('begins anew with a new page', () => {
    for (let n = 0; n < 9; n += 1) outbox.post({ kind: 'show', profileId: 'p' });
    outbox.reset();
    sent.length = 0;
    outbox.events('p', [found('a')], false);
    vi.runAllTimers();
    expect(told(sent)).toEqual(['a']);
  });

  it('keeps nothing for a window that has died, and begins afresh with a new one', () => {
    outbox.post({ kind: 'command', id: 'compare' });
    outbox.close();
    for (let n = 0; n < 20; n += 1) outbox.events('p', [found(`a${n}`)], false);
    outbox.post({ kind: 'profiles', profiles: [] });
    vi.runAllTimers();
    expect(told(sent)).toEqual(['command']);
    outbox.reset();
    outbox.events('p', [found('b')], true);
    vi.runAllTimers();
    expect(told(sent)).toEqual(['command', 'fresh', 'b']);
  });
});
