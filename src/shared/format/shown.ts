/**
 * A name as it can be shown: control characters would act on a terminal, and characters of direction would have `exe.png` read where
 * `gnp.exe` stands.
 */
export function shown(text: string): string {
  return text.replaceAll(/\p{Cc}|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, '?');
}
