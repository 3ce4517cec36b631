import type { openSide } from '../../session/both-sides.js';
import type { readBase } from '../../session/content/read-base.js';
import type { readContent } from '../../session/content/read-content.js';
import type { withSession } from '../../session/with-session.js';

/** What connects sides and works with them: the whole engine and all protocols come with it. */
export interface Engine {
  readonly withSession: typeof withSession;
  readonly openSide: typeof openSide;
  readonly readBase: typeof readBase;
  readonly readContent: typeof readContent;
}

let loaded: Engine | undefined;

/** Loads it for the first that needs it: an application that only waits does without it. */
export async function loadEngine(): Promise<Engine> {
  if (loaded !== undefined) return loaded;
  const [session, sides, base, content] = await Promise.all([
    import('../../session/with-session.js'),
    import('../../session/both-sides.js'),
    import('../../session/content/read-base.js'),
    import('../../session/content/read-content.js'),
  ]);
  loaded = {
    withSession: session.withSession,
    openSide: sides.openSide,
    readBase: base.readBase,
    readContent: content.readContent,
  };
  return loaded;
}

/** The same where it has been loaded, as by any comparison: whoever looks at files one after another keeps their order. */
export function engineIfLoaded(): Engine | undefined {
  return loaded;
}
