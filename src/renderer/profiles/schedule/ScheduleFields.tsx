import { formatModifiedExactly } from '../../../shared/format/time.js';
import { nextTimes } from '../../../shared/profile/next-times.js';
import type { Regular } from '../../../shared/profile/schedule.js';
import { useNow } from '../../components/hooks/use-now.js';
import { Check, Choice, Group } from '../options/OptionParts.js';
import { optionsText } from '../text/options.js';
import { scheduleText as text } from '../text/schedule.js';
import { scheduleProblem, typedSchedule, type ScheduleValues } from './schedule-values.js';

const KINDS: readonly Regular['kind'][] = ['by-hand', 'every', 'daily', 'cron'];

/** Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

const MINUTE_MS = 60_000;
const SHOWN_TIMES = 3;

interface ScheduleFieldsProps {
  readonly values: ScheduleValues;
  readonly error: string | undefined;
  readonly onChange: (values: ScheduleValues) => void;
}

/** When a profile runs by itself. */
export function ScheduleFields({ values, error, onChange }: ScheduleFieldsProps) {
  const change = (part: Partial<ScheduleValues>): void => onChange({ ...values, ...part });
  const byItself = typedSchedule(values) !== undefined;
  return (
    <Group title={optionsText.schedule.title}>
      <Choice
        label={text.kind}
        name="schedule"
        words={text.kinds}
        among={KINDS}
        value={values.kind}
        onChange={(kind) => change({ kind })}
      />
      <RegularFields values={values} change={change} />
      {error === undefined ? (
        <NextTimes values={values} />
      ) : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <Check checked={values.onChange} onChange={(checked) => change({ onChange: checked })}>
        {text.onChange}
      </Check>
      <Check checked={values.atStart} onChange={(atStart) => change({ atStart })}>
        {text.atStart}
      </Check>
      <AppearFields values={values} change={change} />
      {byItself ? <Limits values={values} change={change} /> : null}
    </Group>
  );
}

interface PartProps {
  readonly values: ScheduleValues;
  readonly change: (part: Partial<ScheduleValues>) => void;
}

function RegularFields({ values, change }: PartProps) {
  switch (values.kind) {
    case 'by-hand':
      return null;
    case 'every':
      return (
        <p className="options-sentence">
          {text.every}{' '}
          <input
            className="input options-number"
            aria-label={text.minutesLabel}
            inputMode="numeric"
            autoComplete="off"
            value={values.minutes}
            onChange={(event) => change({ minutes: event.target.value })}
          />{' '}
          {text.minutes}
        </p>
      );
    case 'daily':
      return (
        <>
          <p className="options-sentence">
            {text.at} <Clock label={text.atLabel} value={values.at} onChange={(at) => change({ at })} />
          </p>
          <fieldset className="schedule-days" aria-label={text.daysLabel}>
            {WEEK.map((day) => (
              <Check
                key={day}
                checked={values.days.includes(day)}
                onChange={(checked) =>
                  change({ days: WEEK.filter((one) => (one === day ? checked : values.days.includes(one))) })
                }
              >
                {text.days[day]}
              </Check>
            ))}
          </fieldset>
        </>
      );
    case 'cron':
      return (
        <label className="field">
          <span className="field-label">{text.cron}</span>
          <input
            className="input schedule-cron"
            autoComplete="off"
            spellCheck={false}
            value={values.cron}
            onChange={(event) => change({ cron: event.target.value })}
          />
          <span className="field-hint">{text.cronHint}</span>
        </label>
      );
  }
}

const PLACES = ['volume', 'folder'] as const satisfies readonly ScheduleValues['appearKind'][];

/** The drive or folder that a profile waits for. */
function AppearFields({ values, change }: PartProps) {
  const { appears, appearKind } = values;
  return (
    <>
      <Check checked={appears} onChange={(checked) => change({ appears: checked })}>
        {text.onAppear}
      </Check>
      {appears ? (
        <div className="schedule-place">
          <Choice
            label={text.place}
            words={text.places}
            among={PLACES}
            value={appearKind}
            onChange={(kind) => change({ appearKind: kind })}
          />
          <label className="field">
            <span className="field-label">{text.placeNames[appearKind]}</span>
            <input
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={appearKind === 'volume' ? values.appearLabel : values.appearPath}
              onChange={({ target: { value } }) =>
                change(appearKind === 'volume' ? { appearLabel: value } : { appearPath: value })
              }
            />
          </label>
          <p className="field-hint">{text.placeHint}</p>
        </div>
      ) : null}
    </>
  );
}

function Limits({ values, change }: PartProps) {
  return (
    <>
      <Check checked={values.onBattery} onChange={(onBattery) => change({ onBattery })}>
        {text.onBattery}
      </Check>
      <Check checked={values.onMetered} onChange={(onMetered) => change({ onMetered })}>
        {text.onMetered}
      </Check>
      <p className="field-hint schedule-metered">{text.meteredHint}</p>
      <div className="schedule-quiet">
        <label className="check">
          <input
            type="checkbox"
            aria-label={text.quietLabel}
            checked={values.quiet}
            onChange={(event) => change({ quiet: event.target.checked })}
          />
          <span>{text.quiet}</span>
        </label>
        <Clock
          label={text.quietFromLabel}
          value={values.quietFrom}
          disabled={!values.quiet}
          onChange={(quietFrom) => change({ quietFrom })}
        />
        {text.quietAnd}
        <Clock
          label={text.quietToLabel}
          value={values.quietTo}
          disabled={!values.quiet}
          onChange={(quietTo) => change({ quietTo })}
        />
      </div>
      <p className="field-hint">{text.note}</p>
    </>
  );
}

interface ClockProps {
  readonly label: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

/** A time of day. */
function Clock({ label, value, disabled = false, onChange }: ClockProps) {
  return (
    <input
      className="input schedule-clock"
      type="time"
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The next times, so that nobody has to believe a rule. */
function NextTimes({ values }: { readonly values: ScheduleValues }) {
  const now = useNow();
  const schedule = typedSchedule(values);
  if (schedule === undefined || scheduleProblem(schedule) !== undefined) return null;
  const { regular } = schedule;
  if (regular.kind === 'every' && !Number.isFinite(regular.minutes)) return null;
  const times = nextTimes(regular, now, SHOWN_TIMES);
  if (times.length === 0) return null;
  return (
    <p className="field-hint">
      {text.next(times.map((ms) => formatModifiedExactly({ ms, precisionMs: MINUTE_MS })))}
    </p>
  );
}
