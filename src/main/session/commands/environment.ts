import type { Profile } from '../../../shared/profile/profile.js';
import type { RunEnd, RunSummary, RunTrigger } from '../../../shared/run/run.js';

/** What a command is told of the run that it belongs to. */
export interface CommandFacts {
  readonly profile: Pick<Profile, 'name' | 'localFolder' | 'remoteFolder'>;
  readonly trigger: RunTrigger;
  /** What the run came to; absent before it, and where nothing is known of it. */
  readonly result?: Pick<RunSummary, 'end' | 'counts' | 'bytes'> | undefined;
}

/** The word of each end for scripts, which stays. */
const RESULTS: Readonly<Record<RunEnd['kind'], string>> = {
  finished: 'finished',
  stopped: 'stopped',
  'broken-off': 'failed',
};

/**
 * The environment of a command: that of this program, and what there is to know of the run in variables that begin with `EVENKEEL_`. What stood in
 * such variables before may be a password, and goes.
 */
export function commandEnvironment(
  base: NodeJS.ProcessEnv,
  when: 'before' | 'after',
  { profile, trigger, result }: CommandFacts,
): NodeJS.ProcessEnv {
  const others = Object.entries(base).filter(
    // Electron would take the last for a request to run as plain Node.
    ([name]) => !/^EVENKEEL_/i.test(name) && name !== 'ELECTRON_RUN_AS_NODE',
  );
  const told: Readonly<Record<string, string | number>> = {
    WHEN: when,
    PROFILE: profile.name,
    LOCAL_FOLDER: profile.localFolder,
    REMOTE_FOLDER: profile.remoteFolder,
    TRIGGER: trigger,
    ...(when === 'before' ? {} : resultVariables(result)),
  };
  const ours = Object.entries(told).map(([name, value]): [string, string] => [
    `EVENKEEL_${name}`,
    // None of them can hold a zero byte.
    String(value).replaceAll('\0', ''),
  ]);
  return Object.fromEntries<string | undefined>([...others, ...ours]);
}

function resultVariables(result: CommandFacts['result']): Readonly<Record<string, string | number>> {
  if (result === undefined) return { RESULT: 'failed' };
  const { end, counts, bytes } = result;
  return {
    RESULT: RESULTS[end.kind],
    DONE: counts.done,
    FAILED: counts.failed,
    SKIPPED: counts.skipped,
    CONFLICTS: counts.conflicts,
    BYTES: bytes,
  };
}
