import * as v from 'valibot';

/** A time of day on a clock of 24 hours, in the computer's own time: `07:30`. */
const ClockSchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 07:30.'));

/** 0 is Sunday, as in cron. */
const WeekdaySchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6));

const RegularSchema = v.variant('kind', [
  /** Only when somebody asks. */
  v.strictObject({ kind: v.literal('by-hand') }),
  v.strictObject({
    kind: v.literal('every'),
    minutes: v.pipe(
      v.number(),
      v.integer('Write a whole number of minutes.'),
      v.minValue(1, 'At least one minute has to pass.'),
      v.maxValue(10_080, 'A week, 10,080 minutes, is the longest.'),
    ),
  }),
  v.strictObject({
    kind: v.literal('daily'),
    at: ClockSchema,
    days: v.pipe(v.array(WeekdaySchema), v.minLength(1, 'Choose at least one day.'), v.readonly()),
  }),
  /** Five fields: minute, hour, day of the month, month, weekday. */
  v.strictObject({ kind: v.literal('cron'), expression: v.pipe(v.string(), v.trim(), v.maxLength(200)) }),
]);
/** At which times a profile runs by itself. */
export type Regular = Readonly<v.InferOutput<typeof RegularSchema>>;

const AppearingPlaceSchema = v.variant('kind', [
  /** A drive, by the name that its file system was given. */
  v.strictObject({
    kind: v.literal('volume'),
    label: v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('Enter the label of the drive.'),
      v.maxLength(255, 'A label has at most 255 characters.'),
    ),
  }),
  v.strictObject({
    kind: v.literal('folder'),
    path: v.pipe(v.string(), v.trim(), v.nonEmpty('Enter the path of the folder.'), v.maxLength(4096)),
  }),
]);
/** What can be plugged in or mounted while the computer runs. */
export type AppearingPlace = Readonly<v.InferOutput<typeof AppearingPlaceSchema>>;

export const ScheduleSchema = v.strictObject({
  regular: v.optional(RegularSchema, { kind: 'by-hand' }),
  /** Also soon after something in the local folder has changed. */
  onChange: v.optional(v.boolean(), false),
  /** Also when the application starts. */
  atStart: v.optional(v.boolean(), false),
  /** Also when this appears, while the application runs. */
  onAppear: v.optional(v.nullable(AppearingPlaceSchema), null),
  /** Not between these two times of day, which may have midnight between them. */
  quiet: v.optional(v.nullable(v.strictObject({ from: ClockSchema, to: ClockSchema })), null),
  /** Whether it also runs while the computer is on battery. */
  onBattery: v.optional(v.boolean(), true),
  /** Whether it also runs while the connection to the internet is metered; where a system does not tell, none is. */
  onMetered: v.optional(v.boolean(), true),
});
/** When a profile runs without anybody asking. */
export type Schedule = Readonly<v.InferOutput<typeof ScheduleSchema>>;

/** What a profile begins with: it runs when somebody asks. */
export const DEFAULT_SCHEDULE: Schedule = v.parse(ScheduleSchema, {});

/** Whether a profile ever runs by itself. */
export function runsByItself({ regular, onChange, atStart, onAppear }: Schedule): boolean {
  return regular.kind !== 'by-hand' || onChange || atStart || onAppear !== null;
}
