import type { Profile } from '../../../shared/profile/profile.js';
import { formatItems } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import { targetOptionsOf } from '../../session/profile/pair.js';
import type { TargetOptions } from '../../targets/open-target.js';
import type { Given } from '../command.js';
import { lineOf, profileOptionsOf } from '../sync/request.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import type { Tone } from '../output/style.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import { requestOf } from '../target-arguments/profile-request.js';
import { readRemote } from '../target-arguments/places.js';
import { findProfile, readSavedProfiles } from '../profiles/saved-profiles.js';
import type { CliContext } from '../cli-context.js';
import type { Place } from '../sign-in/connect.js';
import { withTarget } from '../target/with-target.js';
import { UsageError } from '../usage-error.js';
import { examine } from './examine.js';
import type { DoctorFinding, Verdict } from './finding.js';
import { judge } from './judge.js';
import { writeTest } from './write-test.js';

const MARKS: Readonly<Record<Verdict, { readonly word: string; readonly tone: Tone }>> = {
  good: { word: 'good', tone: 'good' },
  note: { word: 'note', tone: 'plain' },
  slow: { word: 'SLOW', tone: 'doubt' },
  unsafe: { word: 'UNSAFE', tone: 'danger' },
};

function typedPlace(remote: Place['remote'], options: Options): { place: Place; how: TargetOptions } {
  return { place: { remote, options }, how: profileOptionsOf(options, remote.address) };
}

/** Does `doctor` as the command line asks for it. */
export async function doctorAsGiven(
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const { profile, writeTest: writes, ...rest } = given;
  const options = readOptions(rest);
  const [remote] = operands;
  if ((remote === undefined) === (profile === undefined)) {
    throw new UsageError('Which folder?', 'Give REMOTE, or a profile with --profile NAME.');
  }
  return withReporter(options, shell, async (reporter) => {
    const { place, how } =
      typeof profile === 'string'
        ? await placeOf(profile, options, shell)
        : typedPlace(readRemote(remote ?? '', shell), options);
    const counts: Record<Verdict, number> = { good: 0, note: 0, slow: 0, unsafe: 0 };
    const tell = (finding: DoctorFinding): void => {
      const { verdict, text } = judge(finding, shell.now());
      counts[verdict] += 1;
      const { word, tone } = MARKS[verdict];
      reporter.tell(
        { kind: 'finding', finding, verdict, text },
        (paint) => `${paint(tone, word.padEnd(6))}  ${text}`,
      );
    };
    return withTarget(
      place,
      shell,
      reporter,
      async (target, ms) => {
        reporter.remark('note', `[${shown(place.remote.text)}]`);
        tell({ kind: 'reached', ms });
        for await (const finding of examine(target, shell.signal, { writesNext: writes === true }))
          tell(finding);
        if (writes === true) {
          for await (const finding of writeTest(target, shell.now, shell.signal)) tell(finding);
        }
        reporter.remark('note', summary(counts, writes === true));
        return options.reportProblems === true && counts.unsafe > 0 ? EXIT.unresolved : EXIT.fine;
      },
      how,
    );
  });
}

async function placeOf(
  wanted: string,
  options: Options,
  shell: CliContext,
): Promise<{ readonly place: Place; readonly how: TargetOptions }> {
  const { profiles } = await readSavedProfiles(memoryFolder(options, shell));
  const profile: Profile = findProfile(profiles, wanted);
  const usual = targetOptionsOf(profile);
  return {
    place: requestOf(profile, options, shell),
    how: {
      ...usual,
      connections: options.connections ?? usual.connections,
      line: lineOf(options, usual.line),
    },
  };
}

function summary({ slow, unsafe }: Readonly<Record<Verdict, number>>, written: boolean): string {
  const parts = [
    unsafe === 0
      ? 'nothing is unsafe'
      : `${formatItems(unsafe, 'thing')} ${unsafe === 1 ? 'is' : 'are'} unsafe`,
    slow === 0 ? 'nothing slow' : `${formatItems(slow, 'thing')} slow`,
  ];
  const more = written ? '' : ' --write-test also tests times and names with temporary files.';
  return `As far as tested, ${parts.join(' and ')}.${more}`;
}
