import { openDatabase, type StateDatabase } from './database.js';
import type { Call, FromWorker, Hello, Line, Method, Reply, Results, ToWorker } from './protocol.js';
import { DamagedDatabaseError, NewerSchemaError, troubleOf } from '../sqlite/sound-file.js';

type Api = { readonly [M in Method]: (...args: Call<M>['args']) => Results[M] };

/**
 * Serves a database over a line. The calls of one message are one transaction: their replies, and so the promises
 * of the callers, come after the commit. `end` is called when the line is needed no more: a thread that listened on would never
 * end, nor would the program that started it.
 */
export function serveState(
  line: Line<FromWorker, ToWorker>,
  file: string,
  pair: string,
  end: () => void = () => undefined,
): void {
  const opened = open(file, pair);
  line.post({ kind: 'hello', hello: opened.hello });
  const { database } = opened;
  if (database === undefined) return;
  line.listen((message) => {
    if (message.kind === 'close') {
      database.close();
      line.post({ kind: 'closed' });
      end();
    } else {
      line.post({ kind: 'replies', replies: serve(database, message.calls) });
    }
  });
}

function serve(database: StateDatabase, calls: readonly Call[]): readonly Reply[] {
  const replies: Reply[] = [];
  try {
    database.transaction(() => {
      for (const call of calls) replies.push({ kind: 'done', value: invoke(database.stored, call) });
    });
    return replies;
  } catch (error) {
    // The transaction was rolled back, so none of the calls has happened.
    const message = error instanceof Error ? error.message : String(error);
    return calls.map(() => ({ kind: 'failed', trouble: troubleOf(error), message }));
  }
}

function invoke<M extends Method>(api: Api, call: Call<M>): Results[M] {
  return api[call.method](...call.args);
}

function open(
  file: string,
  pair: string,
): { readonly hello: Hello; readonly database?: StateDatabase | undefined } {
  try {
    return { hello: { kind: 'open' }, database: openDatabase(file, pair) };
  } catch (error) {
    if (error instanceof DamagedDatabaseError) return { hello: { kind: 'damaged' } };
    if (error instanceof NewerSchemaError) return { hello: { kind: 'newer' } };
    const trouble = troubleOf(error);
    if (trouble === 'busy' || trouble === 'full') return { hello: { kind: trouble } };
    return { hello: { kind: 'failed', message: error instanceof Error ? error.message : String(error) } };
  }
}
