import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StateClient } from './client.js';
import type { FromAnswerer, ToAnswerer } from '../../worker/talk.js';
import type { Call, Method, StateTalk } from './protocol.js';

/** The client's end of a channel whose other end answers when it is told to. */
function lineOf() {
  const sent: Method[][] = [];
  let last = 0;
  let tell: (message: FromAnswerer<StateTalk>) => void = () => undefined;
  const client = new StateClient({
    channel: {
      post: (message: ToAnswerer<StateTalk>) => {
        if (message.kind !== 'question' || !Array.isArray(message.about)) return;
        last = message.id;
        sent.push(message.about.map(({ method }: Call) => method));
      },
      listen: (listener) => (tell = listener),
    },
    onLost: () => undefined,
    keepAlive: () => undefined,
    end: () => Promise.resolve(),
  });
  const answer = (): void =>
    tell({ kind: 'answer', id: last, answer: (sent.at(-1) ?? []).map(() => undefined) });
  return { client, sent, answer };
}

const FINISHED = {
  runId: 'r',
  item: { path: 'a', action: { kind: 'equal' }, outcome: { kind: 'done' }, bytes: 0 },
} as const;

describe('the channel to what is remembered', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('carries what is asked together in one message, and what is asked meanwhile in the next', async () => {
    const { client, sent, answer } = lineOf();
    const together = [client.record('a', { kind: 'folder' }), client.forget('b')];
    await vi.advanceTimersByTimeAsync(0);
    const meanwhile = [client.withdraw('c'), client.withdraw('d')];
    expect(sent).toEqual([['record', 'forget']]);
    answer();
    await Promise.all(together);
    expect(sent).toEqual([
      ['record', 'forget'],
      ['withdraw', 'withdraw'],
    ]);
    answer();
    await Promise.all(meanwhile);
  });

  it('carries what nobody waits for along with what somebody does', async () => {
    const { client, sent, answer } = lineOf();
    const finished = client.finish(FINISHED);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([]);
    const asked = client.withdraw('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([['finish', 'withdraw']]);
    answer();
    await Promise.all([finished, asked]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toHaveLength(1);
  });

  it('carries it alone after a moment, also where others were under way when it came', async () => {
    const { client, sent, answer } = lineOf();
    const asked = client.withdraw('b');
    await vi.advanceTimersByTimeAsync(0);
    const finished = client.finish(FINISHED);
    answer();
    await asked;
    expect(sent).toEqual([['withdraw']]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([['withdraw'], ['finish']]);
    answer();
    await finished;
  });

  it('carries it at once where somebody is in a hurry, and as soon as it can where others are under way', async () => {
    const { client, sent, answer } = lineOf();
    const finished = client.finish(FINISHED);
    client.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([['finish']]);
    const another = client.finish(FINISHED);
    client.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([['finish'], ['finish']]);
    answer();
    await Promise.all([finished, another]);
    client.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(2);
  });
});
