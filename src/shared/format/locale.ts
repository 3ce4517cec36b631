/**
 * English as this system's region writes it: the words of the program stay English, while dates, times and numbers follow
 * the habits of the place (`en-DE` writes 1.234,5 and a clock of 24 hours). `system` is a BCP 47 tag such as `de-DE`.
 */
export function regionalEnglish(system: string): string {
  const { region } = new Intl.Locale(system).maximize();
  return region === undefined ? 'en' : `en-${region}`;
}

/** What dates, times, sizes and numbers are formatted in. */
export const LOCALE = regionalEnglish(new Intl.DateTimeFormat().resolvedOptions().locale);
