import { join } from 'node:path';

/** The folder of the project. */
export const PROJECT = join(import.meta.dirname, '..', '..');

/** The packaged application to test in place of the build, as `npm run test:packaged` made it ready; absent otherwise. */
const packaged = process.env['EVENKEEL_PACKAGED'];

/** Whether the packaged application is tested, which has no demo. */
export const IS_PACKAGED = packaged !== undefined;

/** The program that is tested. */
export const PROGRAM =
  packaged ??
  join(
    PROJECT,
    'node_modules',
    'electron',
    'dist',
    process.platform === 'win32' ? 'electron.exe' : 'electron',
  );

/** What it is told first: the build in the folder of the project, unless it holds its own. */
export const APPLICATION: readonly string[] = IS_PACKAGED ? [] : [PROJECT];

/** What a packaged application would change for the person at this computer, such as which program opens its links, goes to its own folder. */
export function ownPlaces(userData: string): Readonly<Record<string, string>> {
  return IS_PACKAGED ? { XDG_CONFIG_HOME: join(userData, 'config') } : {};
}
