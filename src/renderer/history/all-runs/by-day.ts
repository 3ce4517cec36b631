/** A line of a list that is grouped by day. */
export type DayRow<T> =
  { readonly kind: 'day'; readonly ms: number } | { readonly kind: 'one'; readonly one: T };

/** Puts the day before the first of each; what is given is ordered by time. Days are those of this computer's time zone. */
export function byDay<T>(all: readonly T[], msOf: (one: T) => number): readonly DayRow<T>[] {
  let last: string | undefined;
  return all.flatMap((one): readonly DayRow<T>[] => {
    const ms = msOf(one);
    const day = new Date(ms).toDateString();
    const row: DayRow<T> = { kind: 'one', one };
    if (day === last) return [row];
    last = day;
    return [{ kind: 'day', ms }, row];
  });
}
