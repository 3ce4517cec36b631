import { problemOf } from '../../../shared/problem-error.js';
import { endWords, wentWell } from '../../../shared/run/command-report.js';
import type { RunId, RunTrigger } from '../../../shared/run/run.js';
import {
  AroundRun,
  summaryOfRun,
  type AroundRunOptions,
  type CommandsAround,
} from '../../session/commands/around-run.js';
import type { JointRun } from '../../session/commands/joint-run.js';
import type { FolderPair } from '../../session/folder-pair.js';
import type { CliContext } from '../cli-context.js';
import type { Reporter } from '../output/reporter.js';
import { cliRunText } from '../text/run.js';
import type { SyncRequest } from './request.js';

/** The commands before and after a run of a profile, which are told as they begin; `undefined` where it has none. */
export function commandsFor(
  { commands, saved, joint }: SyncRequest,
  { signal, env }: CliContext,
  reporter: Reporter,
  trigger: RunTrigger,
): CommandsAround | undefined {
  if (commands === undefined || saved === undefined) return undefined;
  const options: AroundRunOptions = {
    commands,
    profile: saved,
    trigger,
    signal,
    env,
    onCommand: (command, when, ended) => {
      if (ended === undefined) reporter.remark('note', cliRunText.command(command, when));
      else if (!wentWell(ended))
        reporter.remark('warning', cliRunText.commandEnded(when, endWords(ended.end)));
    },
  };
  return joint === undefined ? new AroundRun(options) : joint.around(options);
}

/** All pairs of folders of a profile have had their turn: runs the command after them. Never rejects. */
export async function concludeJointRun(joint: JointRun, reporter: Reporter): Promise<void> {
  try {
    await joint.conclude();
  } catch (error) {
    reporter.remark('warning', cliRunText.commandsNotRecorded(problemOf(error).what));
  }
}

/** Runs the command after a run, and adds to the record of the run what came of both. Never rejects. */
export async function concludeCommands(
  around: CommandsAround,
  pair: FolderPair | undefined,
  runId: RunId,
  reporter: Reporter,
): Promise<void> {
  try {
    await around.after(pair && (await summaryOfRun(pair, runId)));
    if (pair !== undefined) await around.record(pair, runId);
  } catch (error) {
    reporter.remark('warning', cliRunText.commandsNotRecorded(problemOf(error).what));
  }
}
