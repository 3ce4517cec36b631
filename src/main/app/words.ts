/**
 * The words for the command line among what the application was started with; `undefined` where it is the window that is wanted. `argv` begins
 * with the program itself. `bin/evenkeel` reads them in the same way.
 */
export function wordsForCommandLine(argv: readonly string[]): readonly string[] | undefined {
  const words = argv.slice(argv[1] === '--no-sandbox' ? 2 : 1);
  const [first = ''] = words;
  if (['-h', '--help', '-V', '--version'].includes(first)) return words;
  // Chromium's own begin with a dash, as does what a desktop adds.
  return first === '' || first.startsWith('-') ? undefined : words;
}
