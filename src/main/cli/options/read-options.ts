import * as v from 'valibot';
import { parseAge, parseSize } from '../../../shared/format/amounts.js';
import { readProxy } from '../../../shared/proxy.js';
import { encodingOf } from '../../targets/ftp/protocol/encodings.js';
import type { GivenOptions } from '../command.js';
import { OwnNamesSchema, VersionsInSchema } from '../../../shared/profile/profile-options.js';
import { nearest } from '../nearest.js';
import { UsageError } from '../usage-error.js';

/** A flag, which a task may also give as text. */
const Flag = v.optional(v.boolean('Use true or false.'));

const List = v.optional(
  v.union(
    [
      v.pipe(
        v.string(),
        v.transform((text) => namesIn(text)),
      ),
      v.array(v.string()),
    ],
    'Use wildcards separated by commas.',
  ),
);

const Words = v.pipe(v.string('Give it a value.'), v.nonEmpty('Give it a value.'));

const Connections = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(Number),
  v.check(
    (count) => Number.isInteger(count) && count >= 1 && count <= 32,
    'Use a whole number from 1 to 32.',
  ),
);

const Rate = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = parseSize(String(dataset.value).replace(/\/s$/, ''));
    if (size.kind === 'valid' && size.value >= 1024) return size.value;
    addIssue({ message: 'Use bytes a second, at least 1Ki, such as 500k or 2M.' });
    return NEVER;
  }),
);

const Size = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = parseSize(String(dataset.value));
    if (size.kind === 'valid' && size.value >= 1) return size.value;
    addIssue({ message: 'Use a size such as 500, 10 kB, 1.5 MB or 2 GiB.' });
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
    addIssue({ message: 'Use whole days, from 1 to 36,500, such as 30, 30d or 2 weeks.' });
    return NEVER;
  }),
);

/** Days that versions are kept. */
const Days = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(Number),
  v.check(
    (days) => Number.isInteger(days) && days >= 1 && days <= 3650,
    'Use a whole number of days from 1 to 3,650.',
  ),
);

const Megabytes = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = parseSize(String(dataset.value));
    const megabytes = size.kind === 'valid' ? Math.floor(size.value / 1e6) : 0;
    if (megabytes >= 1 && megabytes <= 10_000_000) return megabytes;
    addIssue({ message: 'Use a size from 1 MB to 10,000 GB, such as 500 MB or 2 GB.' });
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
    'Use a line in the syntax of .evenkeelignore, or a list of such lines.',
  ),
);

/** With or without who signs in; see `readProxy`. */
const Proxy = v.pipe(
  v.string(),
  v.check(
    (text) => text === 'none' || readProxy(text) !== undefined,
    'Write it like socks5://host:1080 or http://host:3128, with USER@ before the host if the proxy needs a sign-in, or none.',
  ),
);

const Encoding = v.pipe(
  v.string(),
  v.check(
    (name) => /^[0-9A-Za-z_:-]{1,40}$/.test(name) && encodingOf(name.toLowerCase()) !== undefined,
    'Use the name of an encoding, such as utf-8, windows-1252 or shift_jis.',
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
    addIssue({ message: 'Use a number of files such as 20, a share such as 25%, or both: 20,25%.' });
    return NEVER;
  }),
);

const Fingerprint = v.pipe(
  v.string(),
  v.transform((text) => text.replaceAll(/[\s:]/g, '').toUpperCase()),
  v.regex(/^[0-9A-F]{64}$/, 'Use the 64 hexadecimal digits of the SHA-256 fingerprint.'),
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
  resolve: v.optional(picked('old', 'new', 'local', 'remote', 'skip', 'ask')),
  force: Flag,
  delete: Flag,
  deleteUnmatched: Flag,
  dryRun: Flag,
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
export function problemWith(given: GivenOptions): OptionProblem | undefined {
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
export function readOptions(given: GivenOptions): Options {
  const problem = problemWith(given);
  if (problem === undefined) return v.parse(OptionsSchema, given);
  const name = longName(problem.option);
  if (problem.kind === 'unfit') throw new UsageError(`Invalid value for ${name}.`, problem.message);
  const meant = nearest(name, OPTION_NAMES.map(longName));
  throw new UsageError(
    `There is no option ${name} here.`,
    meant === undefined ? 'See --help for a list.' : `Did you mean ${meant}?`,
  );
}

/** `dryRun` as it is typed: `--dry-run`. */
export function longName(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function picked<const T extends readonly string[]>(...choices: T) {
  return v.picklist(choices, `Use one of ${choices.join(', ')}.`);
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
