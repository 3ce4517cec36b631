import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page, type TestInfo } from '@playwright/test';
import { APPLICATION, ownPlaces, PROGRAM, PROJECT } from './program.js';

export interface LaunchOptions {
  /** Keeps the state of an earlier launch. */
  readonly userData?: string | undefined;
  readonly args?: readonly string[] | undefined;
  /** The file of a module that is loaded before the application. */
  readonly first?: string | undefined;
  readonly colorScheme?: 'light' | 'dark' | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** The running application and its window. */
export interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Resolves once the process is gone, however it ended. */
  readonly ended: Promise<void>;
}

/** Starts the application as it is started by people, in a folder of its own. */
export async function launch(options: LaunchOptions = {}): Promise<Running> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'evenkeel-e2e-')));
  const first = options.first === undefined ? [] : ['--require', options.first];
  const app = await _electron.launch({
    executablePath: PROGRAM,
    args: [
      ...first,
      ...sandboxArguments(),
      ...APPLICATION,
      `--user-data-dir=${userData}`,
      ...(options.args ?? []),
    ],
    cwd: PROJECT,
    colorScheme: options.colorScheme ?? 'light',
    env: { ...environmentFor(userData), ...options.env },
  });
  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
  const page = await app.firstWindow();
  // The window is there before the rest of the application is. Until that has been read, which is when the page gets its first answer, what
  // Playwright asks of the main process may be lost to the garbage collector.
  await page.evaluate('window.evenkeel?.stopTest()');
  return { app, page, userData, ended };
}

/** Chromium's sandbox refuses to work for root, as which these tests may run. */
export function sandboxArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** What the application finds in its environment. */
export function environmentFor(userData: string): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
  );
  return { ...Object.fromEntries(entries), ...ownPlaces(userData) };
}

/** Ends the application as its menu would, so that it can tidy up, and waits for that. */
export async function quit({ app, ended }: Running): Promise<void> {
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  await ended;
}

/** Ends the process at once, as a power cut would. */
export async function kill({ app, ended }: Running): Promise<void> {
  app.process().kill('SIGKILL');
  await ended;
}

/** Removes what the application kept. */
export async function forget({ userData }: Pick<Running, 'userData'>): Promise<void> {
  // Chromium's helpers may write their last lines while the folder is emptied.
  await rm(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Keeps a picture of the window with the test's results. */
export async function picture(page: Page, info: TestInfo, name: string): Promise<void> {
  // Not in the middle of a transition, when the colours are neither.
  await page.screenshot({ path: info.outputPath(`${name}.png`), animations: 'disabled' });
}
