import { cronProblem } from '../../../shared/profile/next-times.js';
import {
  DEFAULT_SCHEDULE,
  runsByItself,
  type AppearingPlace,
  type Regular,
  type Schedule,
} from '../../../shared/profile/schedule.js';

/** The schedule of a profile while somebody types it: all kinds at once, so that going back and forth loses nothing. */
export interface ScheduleValues {
  readonly kind: Regular['kind'];
  readonly minutes: string;
  readonly at: string;
  /** 0 is Sunday. */
  readonly days: readonly number[];
  readonly cron: string;
  readonly onChange: boolean;
  readonly atStart: boolean;
  /** What it waits for, if anything; what was typed for each kind is kept. */
  readonly appears: boolean;
  readonly appearKind: AppearingPlace['kind'];
  readonly appearLabel: string;
  readonly appearPath: string;
  readonly quiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly onBattery: boolean;
  readonly onMetered: boolean;
}

const USUAL: ScheduleValues = {
  kind: 'by-hand',
  minutes: '30',
  at: '12:00',
  days: [1, 2, 3, 4, 5],
  cron: '0 * * * *',
  onChange: false,
  atStart: false,
  appears: false,
  appearKind: 'volume',
  appearLabel: '',
  appearPath: '',
  quiet: false,
  quietFrom: '22:00',
  quietTo: '07:00',
  onBattery: true,
  onMetered: true,
};

/** What the fields begin with. */
export function scheduleValuesOf(schedule: Schedule = DEFAULT_SCHEDULE): ScheduleValues {
  const { regular, onChange, atStart, onAppear, quiet, onBattery, onMetered } = schedule;
  return {
    ...USUAL,
    ...regularValues(regular),
    ...(onAppear === null ? {} : appearValues(onAppear)),
    onChange,
    atStart,
    onBattery,
    onMetered,
    ...(quiet === null ? {} : { quiet: true, quietFrom: quiet.from, quietTo: quiet.to }),
  };
}

/** The schedule that was typed; `undefined` where the profile only runs by hand. What is wrong with it, `ScheduleSchema` says. */
export function typedSchedule(values: ScheduleValues): Schedule | undefined {
  const { onChange, atStart, quiet, quietFrom, quietTo, onBattery, onMetered } = values;
  const schedule: Schedule = {
    regular: typedRegular(values),
    onChange,
    atStart,
    onAppear: values.appears ? typedPlace(values) : null,
    quiet: quiet ? { from: quietFrom.trim(), to: quietTo.trim() } : null,
    onBattery,
    onMetered,
  };
  return runsByItself(schedule) ? schedule : undefined;
}

/** What a schema cannot tell of the schedule that was typed, as a sentence. */
export function scheduleProblem(schedule: Schedule | undefined): string | undefined {
  return schedule?.regular.kind === 'cron' ? cronProblem(schedule.regular.expression) : undefined;
}

function regularValues(regular: Regular): Partial<ScheduleValues> {
  switch (regular.kind) {
    case 'by-hand':
      return {};
    case 'every':
      return { kind: 'every', minutes: String(regular.minutes) };
    case 'daily':
      return { kind: 'daily', at: regular.at, days: regular.days };
    case 'cron':
      return { kind: 'cron', cron: regular.expression };
  }
}

function appearValues(place: AppearingPlace): Partial<ScheduleValues> {
  const typed = place.kind === 'volume' ? { appearLabel: place.label } : { appearPath: place.path };
  return { appears: true, appearKind: place.kind, ...typed };
}

function typedPlace({ appearKind, appearLabel, appearPath }: ScheduleValues): AppearingPlace {
  return appearKind === 'volume'
    ? { kind: 'volume', label: appearLabel.trim() }
    : { kind: 'folder', path: appearPath.trim() };
}

function typedRegular({ kind, minutes, at, days, cron }: ScheduleValues): Regular {
  switch (kind) {
    case 'by-hand':
      return { kind };
    case 'every':
      return { kind, minutes: minutes.trim() === '' ? NaN : Number(minutes) };
    case 'daily':
      return { kind, at: at.trim(), days };
    case 'cron':
      return { kind, expression: cron.trim() };
  }
}
