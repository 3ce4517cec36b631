import { expect, it } from 'vitest';
import { MeteredWatch } from './metered-watch.js';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

function watching() {
  const state = {
    answer: undefined as boolean | undefined,
    asked: 0,
    told: 0,
    timers: new Set<() => void>(),
  };
  const watch = new MeteredWatch({
    ask: () => {
      state.asked += 1;
      return Promise.resolve(state.answer);
    },
    later: (_ms, call) => {
      state.timers.add(call);
      return () => void state.timers.delete(call);
    },
    onChange: () => (state.told += 1),
  });
  const minute = async (): Promise<void> => {
    const calls = [...state.timers];
    state.timers.clear();
    for (const call of calls) call();
    await settle();
  };
  return { state, watch, minute };
}

it('nobody is asked whether a connection is metered before a profile wants to know, nor after', async () => {
  const { state, watch, minute } = watching();
  await minute();
  expect([state.asked, watch.metered]).toEqual([0, false]);
  watch.want(true);
  await settle();
  await minute();
  expect(state.asked).toBe(2);
  watch.want(false);
  await minute();
  expect([state.asked, state.timers.size, watch.metered]).toEqual([2, 0, false]);
});

it('a run waits for the first answer, and a system that does not tell has no metered connections', async () => {
  const { state, watch } = watching();
  watch.want(true);
  expect(watch.metered).toBe(true);
  await settle();
  expect([watch.metered, state.told]).toEqual([false, 1]);
});

it('another answer is told, the same is not', async () => {
  const { state, watch, minute } = watching();
  state.answer = true;
  watch.want(true);
  await settle();
  await minute();
  expect([watch.metered, state.told]).toEqual([true, 1]);
  state.answer = false;
  watch.askNow();
  await settle();
  expect([watch.metered, state.told, state.timers.size]).toEqual([false, 2, 1]);
});
