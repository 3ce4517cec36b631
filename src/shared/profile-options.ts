import * as v from 'valibot';

const PatternSchema = v.pipe(
  v.string(),
  v.maxLength(1000, 'One of the lines is longer than 1,000 characters.'),
  v.regex(/^[^\r\n\0]*$/, 'A pattern has to be a single line.'),
);

const VersionsSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('off') }),
  v.strictObject({
    kind: v.literal('on'),
    days: wholeNumber(1, 3650),
    /** Of 1,000,000 bytes each, on each side. */
    megabytes: wholeNumber(1, 10_000_000),
  }),
]);

/** What a new profile keeps of what a run replaces or deletes. */
export const DEFAULT_VERSIONS = { kind: 'on', days: 30, megabytes: 1024 } as const;

/** Each option has a default, so that none is missing from a profile that was saved before it was thought of. */
export const ProfileOptionsSchema = v.strictObject({
  /** What is left out: lines in the manner of `.gitignore`; the last that fits decides. */
  patterns: v.optional(
    v.pipe(v.array(PatternSchema), v.maxLength(1000, 'There are more than 1,000 lines.'), v.readonly()),
    // What version control and network drives keep for themselves. A bare `#` would begin a comment.
    ['.git', '.hg', '.svn', String.raw`\#recycle`],
  ),
  /** Whether names that begin with a dot take part. */
  hidden: v.optional(v.picklist(['include', 'exclude']), 'include'),
  /** Files with more bytes are left out; `null` where none is too large. */
  maxSizeBytes: v.optional(
    v.nullable(
      v.pipe(
        v.number(),
        v.safeInteger('Write a whole number of bytes.'),
        v.minValue(1, 'Only empty files would be left. Leave the field empty to set no limit.'),
      ),
    ),
    null,
  ),
  /** What happens to files that differ where nothing is recorded of their folder yet. */
  firstSync: v.optional(v.picklist(['ask', 'newer', 'local', 'remote']), 'ask'),
  /** Whether what a run replaces or deletes is kept, and how much of it for how long. */
  versions: v.optional(VersionsSchema, DEFAULT_VERSIONS),
  /** A run that would delete more than both limits on one side stops and asks. */
  brakes: v.optional(
    v.strictObject({
      /** Share of the side's files. */
      percent: wholeNumber(1, 100),
      files: wholeNumber(0, 1_000_000),
    }),
    { percent: 25, files: 10 },
  ),
});

/** What somebody can say about how the folders of a profile are kept even, beyond the mode. */
export type ProfileOptions = Readonly<v.InferOutput<typeof ProfileOptionsSchema>>;

/** What a new profile begins with, and one that was saved before there were options. */
export const DEFAULT_OPTIONS: ProfileOptions = v.parse(ProfileOptionsSchema, {});

function wholeNumber(least: number, most: number) {
  const message = `Write a whole number from ${least} to ${most.toLocaleString('en')}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}
