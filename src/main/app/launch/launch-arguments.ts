import { posix, win32 } from 'node:path';

/** Starts the application without showing its window. */
export const IN_BACKGROUND = '--background';

/**
 * Whether the application starts without showing its window. macOS, which starts what it starts at sign-in without words, says itself that it did.
 */
export function startsInBackground(
  argv: readonly string[],
  platform: NodeJS.Platform,
  openedAtLogin: () => boolean,
): boolean {
  return argv.includes(IN_BACKGROUND) || (platform === 'darwin' && openedAtLogin());
}

/** The link that the application was started with, if any: `evenkeel://…`. */
export function linkIn(argv: readonly string[]): string | undefined {
  return argv.slice(1).find((word) => /^evenkeel:\/\//i.test(word));
}

/** What `wordsForCommandLine` asks of the system. */
export interface WordsSystem {
  readonly platform: NodeJS.Platform;
  readonly exists: (path: string) => boolean;
}

/**
 * The words for the command line among what the application was started with; `undefined` where it is the window that is wanted. `argv` begins
 * with the program itself. `bin/evenkeel` reads them in the same way.
 */
export function wordsForCommandLine(
  argv: readonly string[],
  system: WordsSystem,
): readonly string[] | undefined {
  const words = argv.slice(argv[1] === '--no-sandbox' ? 2 : 1);
  const [first = ''] = words;
  if (['-h', '--help', '-V', '--version'].includes(first)) return words;
  // Chromium's own begin with a dash, as does what a desktop adds.
  if (first === '' || first.startsWith('-')) return undefined;
  return isDropped(first, system) ? undefined : words;
}

/** Whether it is something that was dragged onto the program or opened with it: desktops hand over full paths, or addresses, and no command looks like one. */
function isDropped(word: string, { platform, exists }: WordsSystem): boolean {
  if (/^(?:file|evenkeel):\/\//i.test(word)) return true;
  return (platform === 'win32' ? win32 : posix).isAbsolute(word) && exists(word);
}
