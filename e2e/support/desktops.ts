/** What a program has to be given to show its windows to nobody, and to find a keyring of its own. */
export type Desktop = Readonly<Record<string, string>>;

/**
 * The desktops that `npm test` started, one for each window test that runs at a time: the clipboard, the focus and the session bus of a
 * desktop are for one. None where the tests run on the person's own.
 */
export function desktops(): readonly Desktop[] {
  return JSON.parse(process.env['EVENKEEL_TEST_DESKTOPS'] ?? '[]') as readonly Desktop[];
}
