import * as v from 'valibot';
import { parseSize } from '../../../shared/format/amounts.js';
import type { GivenOptions } from '../command.js';
import { nearest } from '../nearest.js';
import { UsageError } from '../usage-error.js';

/** A flag, which a task may also give as text. */
const Flag = v.optional(v.boolean('It is either there or not: say true or false.'));

const List = v.optional(
  v.union(
    [
      v.pipe(
        v.string(),
        v.transform((text) => namesIn(text)),
      ),
      v.array(v.string()),
    ],
    'It should be wildcards separated by commas.',
  ),
);

const Words = v.pipe(v.string('Say what it is.'), v.nonEmpty('Say what it is.'));

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

const MaxDelete = v.pipe(
  v.union([v.string(), v.number()]),
  v.rawTransform(({ dataset, addIssue, NEVER }): MostDeleted => {
    const [, digits, percent] = /^(\d{1,9})(%?)$/.exec(String(dataset.value).trim()) ?? [];
    const count = Number(digits);
    if (digits !== undefined && percent === '') return { kind: 'files', count };
    if (digits !== undefined && count <= 100) return { kind: 'percent', count };
    addIssue({ message: 'Use a number of files such as 20, or a share such as 25%.' });
    return NEVER;
  }),
);

const Fingerprint = v.pipe(
  v.string(),
  v.transform((text) => text.replaceAll(/[\s:]/g, '').toUpperCase()),
  v.regex(/^[0-9A-F]{64}$/, 'Use the 64 hexadecimal digits of the SHA-256 fingerprint.'),
  v.transform((digits) => (digits.match(/../g) ?? []).join(':')),
);

/** How many files a run may delete on one side without asking. */
export interface MostDeleted {
  readonly kind: 'files' | 'percent';
  readonly count: number;
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
  verifyHostKeys: Flag,
  trust: v.optional(Fingerprint),
  connections: v.optional(Connections),
  limitRate: v.optional(Rate),
  match: List,
  exclude: List,
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
  migrate: Flag,
});

/** The options that commands share, checked. What was not given is absent. */
export type Options = Readonly<v.InferOutput<typeof OptionsSchema>>;

/** Checks options. Throws a `UsageError` that names the first that cannot be meant. */
export function readOptions(given: GivenOptions): Options {
  const parsed = v.safeParse(OptionsSchema, given);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const key = issue.path?.[0].key;
  const name = typeof key === 'string' ? longName(key) : 'An option';
  if (issue.expected !== 'never') throw new UsageError(`${name} cannot be used like this.`, issue.message);
  const meant = nearest(name, Object.keys(OptionsSchema.entries).map(longName));
  throw new UsageError(
    `There is no option ${name} here.`,
    meant === undefined ? 'See --help for those that there are.' : `Did you mean ${meant}?`,
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
