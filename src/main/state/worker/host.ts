import { answerOver } from '../../worker/answerer.js';
import type { Channel } from '../../worker/channel.js';
import type { FromAnswerer, ToAnswerer } from '../../worker/talk.js';
import { DamagedDatabaseError, NewerSchemaError, troubleOf } from '../sqlite/sound-file.js';
import { openDatabase, type StateDatabase } from './database.js';
import type { Call, DatabasePlace, Method, Opening, Results, StateTalk } from './protocol.js';

type Api = { readonly [M in Method]: (...args: Call<M>['args']) => Results[M] };

/**
 * Serves a database over a channel. The calls of one message are one transaction: the answer, and so the promises
 * of the callers, comes after the commit.
 */
export function serveState(channel: Channel<FromAnswerer<StateTalk>, ToAnswerer<StateTalk>>): void {
  let database: StateDatabase | undefined;
  answerOver<StateTalk>(
    channel,
    {
      open: (place) => {
        const { opening, ...opened } = open(place);
        database = opened.database;
        return opening;
      },
      calls: (calls) => {
        if (database === undefined) throw new Error('There is no open database.');
        return allOf(database, calls);
      },
      close: () => {
        const closing = database;
        // Whatever comes of it: the next one who opens a database here has nothing to do with this one.
        database = undefined;
        closing?.close();
        return undefined;
      },
    },
    { failure: (error) => ({ trouble: troubleOf(error), message: messageOf(error) }) },
  );
}

/** Throws where one of the calls fails: the transaction is rolled back then, and none of them has happened. */
function allOf({ stored, transaction }: StateDatabase, calls: readonly Call[]): readonly unknown[] {
  const results: unknown[] = [];
  transaction(() => {
    for (const call of calls) results.push(invoke(stored, call));
  });
  return results;
}

function invoke<M extends Method>(api: Api, call: Call<M>): Results[M] {
  return api[call.method](...call.args);
}

function open({ file, pair, historyDays }: DatabasePlace): {
  readonly opening: Opening;
  readonly database?: StateDatabase | undefined;
} {
  try {
    return { opening: { kind: 'open' }, database: openDatabase(file, pair, historyDays) };
  } catch (error) {
    if (error instanceof DamagedDatabaseError) return { opening: { kind: 'damaged' } };
    if (error instanceof NewerSchemaError) return { opening: { kind: 'newer' } };
    const trouble = troubleOf(error);
    if (trouble === 'busy' || trouble === 'full') return { opening: { kind: trouble } };
    return { opening: { kind: 'failed', message: messageOf(error) } };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
