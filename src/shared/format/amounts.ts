/** What a user typed as an amount: `value` in bytes or milliseconds, or `why` not, as a whole sentence. */
export type ParsedAmount =
  { readonly kind: 'valid'; readonly value: number } | { readonly kind: 'invalid'; readonly why: string };

/** As the window shows sizes: `k`, `M` and so on count in thousands; `Ki`, `Mi` and so on in steps of 1024. */
const SIZE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  byte: 1,
  bytes: 1,
  ...scaled(1000, ''),
  ...scaled(1024, 'i'),
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const AGE_UNITS: Readonly<Record<string, number>> = {
  ...named(SECOND, 's', 'sec', 'second', 'seconds'),
  ...named(MINUTE, 'm', 'min', 'minute', 'minutes'),
  ...named(HOUR, 'h', 'hour', 'hours'),
  ...named(DAY, 'd', 'day', 'days'),
  ...named(7 * DAY, 'w', 'week', 'weeks'),
  ...named(365 * DAY, 'y', 'year', 'years'),
};

/** Reads a size such as `500`, `10 MB`, `1k` or `1.5 GiB` into bytes, rounded to a whole number. */
export function parseSize(text: string): ParsedAmount {
  return (
    parseAmount(text, SIZE_UNITS) ?? {
      kind: 'invalid',
      why: `“${text}” is not a size. Write one like 500, 10 kB, 1.5 MB or 2 GiB.`,
    }
  );
}

/** Reads an age such as `30d`, `12h` or `2 weeks` into milliseconds; `m` are minutes, a year has 365 days. */
export function parseAge(text: string): ParsedAmount {
  return (
    parseAmount(text, AGE_UNITS) ?? {
      kind: 'invalid',
      why: `“${text}” is not an age. Write one like 30d, 12h, 45 min or 2 weeks.`,
    }
  );
}

function parseAmount(text: string, units: Readonly<Record<string, number>>): ParsedAmount | undefined {
  const [, number, unit] = /^(\d{1,16}(?:\.\d{1,15})?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  if (factor === undefined) return undefined;
  const value = Math.round(Number(number) * factor);
  return Number.isSafeInteger(value) ? { kind: 'valid', value } : undefined;
}

function scaled(step: number, mark: string): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const [index, letter] of ['k', 'm', 'g', 't', 'p'].entries()) {
    units[`${letter}${mark}`] = step ** (index + 1);
    units[`${letter}${mark}b`] = step ** (index + 1);
  }
  return units;
}

function named(value: number, ...names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [name, value]));
}
