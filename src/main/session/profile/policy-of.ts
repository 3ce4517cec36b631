import { NO_OWN_FILTERS } from '../../../shared/profile/own-filters.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { FULL_PACE } from '../../../shared/run/run.js';
import { RunControl } from '../../sync/base/flow/run-control.js';
import { DEFAULT_POLICY, type OwnFiles, type Policy, type VersionPolicy } from '../../sync/base/policy.js';

const DAY_MS = 86_400_000;
const MEGABYTE = 1e6;

/** What a profile asks of the engine. */
export function policyOf({
  mode,
  deleteExtra,
  options,
  remoteFolder,
  ownFilters = NO_OWN_FILTERS,
}: Pick<Profile, 'mode' | 'deleteExtra' | 'options'> &
  Partial<Pick<Profile, 'remoteFolder' | 'ownFilters'>>): Policy {
  const { patterns, matchNames, hidden, system, firstSync, versions, deletionLimit } = options;
  const { deleteUnmatched, force, resolve, comparison, caseRule, links, permissions } = options;
  return {
    ...DEFAULT_POLICY,
    mode,
    deleteExtra,
    deleteUnmatched,
    force,
    resolve,
    comparison,
    caseRule,
    links,
    permissions,
    firstSync,
    filters: {
      ...DEFAULT_POLICY.filters,
      // The names left out by default are among the patterns, where people see them and can take them out.
      excludeNames: [],
      patterns: [
        ...patterns.map((text) => ({ text, source: { kind: 'profile' } }) as const),
        ...ownFilters.patterns.map((text) => ({ text, source: { kind: 'pair' } }) as const),
      ],
      matchNames,
      pairMatchNames: ownFilters.matchNames,
      size: { least: options.minSizeBytes ?? undefined, most: options.maxSizeBytes ?? undefined },
      age: { least: inMs(options.minAgeDays), most: inMs(options.maxAgeDays) },
      hidden,
      system,
    },
    deletionLimit: { share: deletionLimit.percent / 100, files: deletionLimit.files },
    versions: versionPolicy(versions),
    own: ownFilesOf(options, remoteFolder),
  };
}

/** A control that starts with the speed limit of the profile. */
export function runControlOf({ options }: Pick<Profile, 'options'>): RunControl {
  return new RunControl({ ...FULL_PACE, bytesPerSecond: options.bytesPerSecond });
}

/** On a folder of this computer everything can be renamed. */
function ownFilesOf(
  { ownNames: names, lock, writing, versionsIn }: Profile['options'],
  remoteFolder: string | undefined,
): OwnFiles {
  const isServer = remoteFolder === undefined || /^[a-z]+:\/\//i.test(remoteFolder);
  return { names, lock, writing: isServer ? writing : 'beside', versionsIn };
}

function inMs(days: number | null): number | undefined {
  return days === null ? undefined : days * DAY_MS;
}

function versionPolicy(versions: Profile['options']['versions']): VersionPolicy {
  if (versions.kind === 'off') return versions;
  return { kind: 'on', maxAgeMs: versions.days * DAY_MS, maxBytes: versions.megabytes * MEGABYTE };
}
