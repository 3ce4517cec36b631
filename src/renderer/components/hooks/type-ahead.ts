/** Letters that are typed one after the other. */
export interface Typed {
  readonly text: string;
  /** When the last of them was. */
  readonly ms: number;
}

export const NOTHING_TYPED: Typed = { text: '', ms: 0 };

/** How long letters that are typed count as one word, in milliseconds. */
const TYPING_MS = 800;

/** A key as an event tells it. */
export type TypedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'timeStamp'>;

/** What has been typed with this key; `undefined` where it is no letter. A blank is one only within a word. */
export function typedAfter(
  { text, ms }: Typed,
  { key, ctrlKey, metaKey, altKey, timeStamp }: TypedKey,
): Typed | undefined {
  if (key.length !== 1 || ctrlKey || metaKey || altKey) return undefined;
  const goesOn = text !== '' && timeStamp - ms <= TYPING_MS;
  if (key === ' ' && !goesOn) return undefined;
  return { text: goesOn ? text + key : key, ms: timeStamp };
}

/** The next of so many names that begins with what is typed, from the place `at` on and round; -1 where there is none. */
export function placeOfTyped(
  typed: string,
  at: number,
  count: number,
  nameAt: (place: number) => string | undefined,
): number {
  const wanted = typed.toLowerCase();
  // More letters go on narrowing the name down that the first ones led to.
  const from = Math.max(0, typed.length === 1 ? at + 1 : at);
  for (let step = 0; step < count; step += 1) {
    const place = (from + step) % count;
    if (nameAt(place)?.toLowerCase().startsWith(wanted) === true) return place;
  }
  return -1;
}
