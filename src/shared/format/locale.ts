/**
 * English as this system's region writes it: the words of the program stay English, while dates, times and numbers follow
 * the habits of the place (`en-DE` writes 1.234,5 and a clock of 24 hours). `system` is a BCP 47 tag such as `de-DE`.
 */
export function regionalEnglish(system: string): string {
  const { region } = new Intl.Locale(system).maximize();
  return region === undefined ? 'en' : `en-${region}`;
}

let ours: string | undefined;

/** What dates, times, sizes and numbers are formatted in. */
function locale(): string {
  ours ??= regionalEnglish(new Intl.DateTimeFormat().resolvedOptions().locale);
  return ours;
}

/** Something made once, by whoever needs it first: a formatter takes milliseconds to make, and the window would wait for all of them. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same for what depends on where this system is. */
export function inLocale<T>(make: (locale: string) => T): () => T {
  return once(() => make(locale()));
}
