import type { Profile } from '../../../shared/profile/profile.js';
import { targetOptionsOf } from '../../session/profile/pair.js';
import type { TargetOptions } from '../../targets/open-target.js';
import type { CommandInput } from '../command.js';
import { lineOf, profileOptionsOf } from '../sync/request.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import type { Tone } from '../output/terminal-text.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import { requestOf } from '../target-arguments/pair-argument.js';
import { readRemote } from '../target-arguments/local-and-remote.js';
import { findProfile, readSavedProfiles } from '../profiles/saved-profiles.js';
import type { CliContext } from '../cli-context.js';
import type { ConnectionRequest } from '../sign-in/connect-with-retries.js';
import { withTarget } from '../target/with-target.js';
import { UsageError } from '../usage-error.js';
import { examine } from './examine.js';
import type { DoctorFinding, Verdict } from './finding.js';
import { judge } from './judge.js';
import { writeTest } from './write-test.js';
import { folderText } from '../text/folders.js';
import { usageText } from '../text/usage.js';
import { doctorText } from '../text/doctor.js';

const TONES: Readonly<Record<Verdict, Tone>> = {
  good: 'good',
  note: 'plain',
  slow: 'doubt',
  unsafe: 'danger',
};

function typedPlace(
  remote: ConnectionRequest['remote'],
  options: Options,
): { place: ConnectionRequest; how: TargetOptions } {
  return { place: { remote, options }, how: profileOptionsOf(options, remote.address) };
}

/** Runs `doctor`. */
export async function doctorCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { profile, writeTest: writes, ...rest } = given;
  const options = readOptions(rest);
  const [remote] = operands;
  if ((remote === undefined) === (profile === undefined)) {
    throw new UsageError(usageText.whichFolder);
  }
  return withReporter(options, context, async (reporter) => {
    const { place, how } =
      typeof profile === 'string'
        ? await placeOf(profile, options, context)
        : typedPlace(readRemote(remote ?? '', context), options);
    const counts: Record<Verdict, number> = { good: 0, note: 0, slow: 0, unsafe: 0 };
    const report = (finding: DoctorFinding): void => {
      const { verdict, text } = judge(finding, context.now());
      counts[verdict] += 1;
      const mark = doctorText.marks[verdict].padEnd(6);
      reporter.report(
        { kind: 'finding', finding, verdict, text },
        (paint) => `${paint(TONES[verdict], mark)}  ${text}`,
      );
    };
    return withTarget(
      place,
      context,
      reporter,
      async (target, ms) => {
        reporter.remark('note', folderText.heading(place.remote.text));
        report({ kind: 'reached', ms });
        for await (const finding of examine(target, context.signal, { writesNext: writes === true }))
          report(finding);
        if (writes === true) {
          for await (const finding of writeTest(target, context.now, context.signal)) report(finding);
        }
        reporter.remark('note', doctorText.summary(counts.slow, counts.unsafe, writes === true));
        return options.reportProblems === true && counts.unsafe > 0 ? EXIT.unresolved : EXIT.fine;
      },
      how,
    );
  });
}

async function placeOf(
  wanted: string,
  options: Options,
  context: CliContext,
): Promise<{ readonly place: ConnectionRequest; readonly how: TargetOptions }> {
  const { profiles } = await readSavedProfiles(stateFolderOf(options, context));
  const profile: Profile = findProfile(profiles, wanted);
  const usual = targetOptionsOf(profile);
  return {
    place: requestOf(profile, options, context),
    how: {
      ...usual,
      connections: options.connections === undefined ? usual.connections : options.connections,
      line: lineOf(options, usual.line),
    },
  };
}
