import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';

/** A packaged application that runs, and its window. */
export interface Packaged {
  readonly page: Page;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a packaged application. It takes no inspector of Node's, by its fuses, so the window is reached through Chromium's own protocol.
 */
export async function startPackaged(command: string, args: readonly string[]): Promise<Packaged> {
  const child = spawn(command, [...args, '--remote-debugging-port=0']);
  const browser = await chromium.connectOverCDP(await endpointOf(child));
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('The packaged application opened no window.');
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { page, stop };
}

async function endpointOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('It has no standard error.');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const endpoint = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (endpoint !== undefined) {
      child.stderr.resume();
      return endpoint;
    }
  }
  throw new Error(`It ended before it opened a window. It said: ${said.join('\n')}`);
}
