import * as v from 'valibot';
import { parseAge, parseSize } from '../../../shared/format/amounts.js';
import { readProxy } from '../../../shared/connection/proxy.js';
import { encodingOf } from '../../targets/ftp/protocol/encodings.js';
import type { RawOptions } from '../command.js';
import { OwnNamesSchema, VersionsInSchema } from '../../../shared/profile/profile-options.js';
import { nearest } from '../nearest.js';
import { UsageError } from '../usage-error.js';
import { optionValueText as wanted, usageText } from '../text/usage.js';

/** A flag, which a task may also give as text. */
const Flag = v.optional(v.boolean(wanted.flag));

const List = v.optional(
  v.union(
    [
      v.pipe(
        v.string(),
        v.transform((text) => namesIn(text)),
      ),
      v.array(v.string()),
    ],
    wanted.wildcards,
  ),
);

const Words = v.pipe(v.string(wanted.value), v.nonEmpty(wanted.value));

/** `null` for `auto`. */
const Connections = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((told) => (told === 'auto' ? null : Number(told))),
  v.check(
    (count) => count === null || (Number.isInteger(count) && count >= 1 && count <= 32),
    wanted.connections,
  ),
);

const Rate = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = parseSize(String(dataset.value).replace(/\/s$/, ''));
    if (size.kind === 'valid' && size.value >= 1024) return size.value;
    addIssue({ message: wanted.rate });
    return NEVER;
  }),
);

const Size = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = parseSize(String(dataset.value));
    if (size.kind === 'valid' && size.value >= 1) return size.value;
    addIssue({ message: wanted.size });
    return NEVER;
  }),
);

/** In days, the unit of a bare number. */
const Age = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const text = String(dataset.value).trim();
    const age = parseAge(/^\d+$/.test(text) ? `${text}d` : text);
    const days = age.kind === 'valid' ? age.value / 86_400_000 : NaN;
    if (Number.isInteger(days) && days >= 1 && days <= 36_500) return days;
    addIssue({ message: wanted.age });
    return NEVER;
  }),
);

/** Days that versions are kept. */
const Days = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(Number),
  v.check((days) => Number.isInteger(days) && days >= 1 && days <= 3650, wanted.days),
);

const Megabytes = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = parseSize(String(dataset.value));
    const megabytes = size.kind === 'valid' ? Math.floor(size.value / 1e6) : 0;
    if (megabytes >= 1 && megabytes <= 10_000_000) return megabytes;
    addIssue({ message: wanted.megabytes });
    return NEVER;
  }),
);

const Patterns = v.optional(
  v.union(
    [
      v.pipe(
        v.string(),
        v.transform((text) => [text]),
      ),
      v.array(v.string()),
    ],
    wanted.patterns,
  ),
);

/** With or without who signs in; see `readProxy`. */
const Proxy = v.pipe(
  v.string(),
  v.check((text) => text === 'none' || readProxy(text) !== undefined, wanted.proxy),
);

const Encoding = v.pipe(
  v.string(),
  v.check(
    (name) => /^[0-9A-Za-z_:-]{1,40}$/.test(name) && encodingOf(name.toLowerCase()) !== undefined,
    wanted.encoding,
  ),
);

const MaxDelete = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }): MostDeleted => {
    const [, first, second] =
      /^(\d{1,7}%?)(?:,(\d{1,7}%?))?$/.exec(String(dataset.value).replaceAll(' ', '')) ?? [];
    const limits = [first, second].filter((limit) => limit !== undefined);
    const percents = limits.filter((limit) => limit.endsWith('%')).map((limit) => Number(limit.slice(0, -1)));
    const files = limits.filter((limit) => !limit.endsWith('%')).map(Number);
    const fit = (numbers: readonly number[], most: number): boolean =>
      numbers.length <= 1 && numbers.every((number) => number <= most);
    if (limits.length > 0 && fit(percents, 100) && fit(files, 1_000_000)) {
      // A limit that nobody named is none: both have to be passed.
      return { percent: percents[0] ?? 0, files: files[0] ?? 0 };
    }
    addIssue({ message: wanted.maxDelete });
    return NEVER;
  }),
);

const Fingerprint = v.pipe(
  v.string(),
  v.transform((text) => text.replaceAll(/[\s:]/g, '').toUpperCase()),
  v.regex(/^[0-9A-F]{64}$/, wanted.fingerprint),
  v.transform((digits) => (digits.match(/../g) ?? []).join(':')),
);

/** How much a run may delete on one side without asking: only what passes both limits is asked about. */
export interface MostDeleted {
  readonly percent: number;
  readonly files: number;
}

const OptionsSchema = v.strictObject({
  verbose: v.optional(v.pipe(v.number(), v.integer())),
  quiet: v.optional(v.pipe(v.number(), v.integer())),
  color: Flag,
  json: Flag,
  log: v.optional(Words),
  stateDir: v.optional(Words),
  prompt: Flag,
  keyring: Flag,
  netrc: Flag,
  storePassword: Flag,
  identity: v.optional(Words),
  ftpActive: Flag,
  tls: v.optional(picked('explicit', 'implicit')),
  encoding: v.optional(Encoding),
  proxy: v.optional(Proxy),
  ftpPassive: v.optional(picked('auto', 'epsv', 'pasv')),
  ftpCommands: v.optional(picked('auto', 'single')),
  verifyHostKeys: Flag,
  sshOldAlgorithms: Flag,
  trust: v.optional(Fingerprint),
  connections: v.optional(Connections),
  limitRate: v.optional(Rate),
  match: List,
  exclude: List,
  ignore: Patterns,
  acceptIgnore: Flag,
  hidden: v.optional(picked('include', 'exclude')),
  system: v.optional(picked('include', 'exclude')),
  minSize: v.optional(Size),
  maxSize: v.optional(Size),
  minAge: v.optional(Age),
  maxAge: v.optional(Age),
  links: v.optional(picked('skip', 'follow', 'copy')),
  permissions: v.optional(picked('leave', 'keep')),
  firstSync: v.optional(picked('newer', 'ask', 'local', 'remote')),
  compare: v.optional(picked('time', 'size', 'content')),
  case: v.optional(picked('stop', 'strict', 'local', 'remote')),
  resolve: v.optional(picked('old', 'new', 'local', 'remote', 'keep-both', 'merge', 'skip', 'ask')),
  force: Flag,
  delete: Flag,
  deleteUnmatched: Flag,
  dryRun: Flag,
  only: v.optional(
    v.union(
      [
        v.pipe(
          Words,
          v.transform((text) => [text]),
        ),
        v.array(Words),
      ],
      wanted.parts,
    ),
  ),
  createFolder: Flag,
  progress: Flag,
  reportProblems: Flag,
  yes: Flag,
  maxDelete: v.optional(MaxDelete),
  versions: Flag,
  versionsDays: v.optional(Days),
  versionsSize: v.optional(Megabytes),
  versionsIn: v.optional(VersionsInSchema),
  ownNames: v.optional(OwnNamesSchema),
  lock: Flag,
  inPlace: Flag,
  migrate: Flag,
});

/** The options that commands share, checked. What was not given is absent. */
export type Options = Readonly<v.InferOutput<typeof OptionsSchema>>;

/** The names of all options, in camel case. */
export const OPTION_NAMES: readonly string[] = Object.keys(OptionsSchema.entries);

/** What is wrong with an option: it cannot be used like this, as `message` says in a whole sentence, or there is none of its name. */
export type OptionProblem =
  | { readonly kind: 'unfit'; readonly option: string; readonly message: string }
  | { readonly kind: 'unknown'; readonly option: string };

/** The first thing that is wrong with options, without a word about how they were given; `undefined` where all is well. */
export function problemWith(given: RawOptions): OptionProblem | undefined {
  const parsed = v.safeParse(OptionsSchema, given);
  if (parsed.success) return undefined;
  const [issue] = parsed.issues;
  const key = issue.path?.[0].key;
  const option = typeof key === 'string' ? key : '';
  return issue.expected === 'never'
    ? { kind: 'unknown', option }
    : { kind: 'unfit', option, message: issue.message };
}

/** Checks options. Throws a `UsageError` that names the first that cannot be meant. */
export function readOptions(given: RawOptions): Options {
  const problem = problemWith(given);
  if (problem === undefined) return v.parse(OptionsSchema, given);
  const name = longName(problem.option);
  if (problem.kind === 'unfit') throw new UsageError(usageText.invalidOption(name, problem.message));
  const meant = nearest(name, OPTION_NAMES.map(longName));
  throw new UsageError(usageText.noOption(name, meant));
}

/** `dryRun` as it is typed: `--dry-run`. */
export function longName(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function picked<const T extends readonly string[]>(...choices: T) {
  return v.picklist(choices, wanted.oneOf(choices));
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
