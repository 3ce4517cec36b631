import { expect, test } from '@playwright/test';
import { forget, launch, quit, type Running } from '../support/application.js';

let running: Running;
test.beforeAll(async () => {
  running = await launch();
  await expect(running.page.getByRole('button', { name: 'New profile' }).first()).toBeVisible();
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
});

/** Runs a piece of the page's own script and tells what came of it, or its error in words. */
function inPage(script: string): Promise<unknown> {
  return running.page.evaluate(script).catch((error: unknown) => String(error));
}

/** How many windows and pages of any kind there are. */
function contents(): Promise<number> {
  return running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

test('the page has no Node, and of the main process only the one frozen door', async () => {
  expect(
    await inPage("['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis)"),
  ).toEqual([]);
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Electron has it, and its types do not.
    const contents = window?.webContents as unknown as
      { getLastWebPreferences: () => Record<string, unknown> } | undefined;
    return contents?.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
  });
  // What nobody sets is off, or absent.
  for (const name of [
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'plugins',
    'nodeIntegrationInWorker',
  ])
    expect(preferences?.[name] ?? false).toBe(false);
  for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures'])
    expect(preferences?.[name] ?? '').toBe('');
});

test('the door cannot be changed, gives away nothing of what is behind it, and takes no other requests', async () => {
  const found = await inPage(`(() => {
    const door = globalThis.evenkeel;
    const before = door.compare;
    try { door.compare = () => 'mine'; } catch {}
    try { door.extra = 1; } catch {}
    try { delete door.open; } catch {}
    try { globalThis.evenkeel = {}; } catch {}
    const names = Object.keys(globalThis.evenkeel);
    return {
      same: globalThis.evenkeel.compare === before,
      extra: 'extra' in globalThis.evenkeel,
      open: typeof globalThis.evenkeel.open,
      functionsOnly: names.every((name) => typeof globalThis.evenkeel[name] === 'function'),
      electron: names.filter((name) => /ipc|invoke|send|require|electron/i.test(name)),
    };
  })()`);
  expect(found).toEqual({ same: true, extra: false, open: 'function', functionsOnly: true, electron: [] });
  // From a function of the door, one comes to no other world than the page’s own.
  expect(await inPage("globalThis.evenkeel.open.constructor('return process')()")).toMatch(
    /process is not defined|unsafe-eval/,
  );
});

test('the page is served with its policy, by its own scheme, which holds nothing else', async () => {
  const served = await running.app.evaluate(async ({ net }) => {
    const page = await net.fetch('evenkeel://app/index.html');
    const status = (address: string): Promise<number | 'nothing'> =>
      net.fetch(address).then(
        (response) => response.status,
        () => 'nothing',
      );
    return {
      policy: page.headers.get('content-security-policy') ?? '',
      others: await Promise.all(
        [
          'evenkeel://app/../main/index.js',
          'evenkeel://app/%2e%2e/main/index.js',
          'evenkeel://app/..%2fmain%2findex.js',
          'evenkeel://app//etc/hostname',
          'evenkeel://other/index.html',
        ].map(status),
      ),
    };
  });
  expect(served.policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(served.policy).not.toMatch(/unsafe|\*|https?:/);
  expect(served.others).toEqual(['nothing', 'nothing', 'nothing', 'nothing', 'nothing']);
  expect(running.page.url()).toMatch(/^evenkeel:\/\/app\//);
});

test('there are no developer tools, by menu, by keys or by asking', async () => {
  const { app, page } = running;
  for (const keys of ['Control+Shift+I', 'Control+Shift+J', 'F12']) await page.keyboard.press(keys);
  const found = await app.evaluate(({ BrowserWindow, Menu }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    const roles = (items: readonly Electron.MenuItem[]): readonly (string | undefined)[] =>
      items.flatMap((item) => [item.role, ...roles(item.submenu?.items ?? [])]);
    return {
      open: contents?.isDevToolsOpened(),
      inMenu: roles(Menu.getApplicationMenu()?.items ?? []).filter((role) =>
        /devtools|reload/i.test(role ?? ''),
      ),
    };
  });
  expect(found).toEqual({ open: false, inMenu: [] });
});

test('a script in a file name or anywhere else in the page is never run', async () => {
  const ran = await inPage(`(async () => {
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="nowhere.png" onerror="document.title = 1">';
    const script = document.createElement('script');
    script.textContent = 'document.title = 1';
    document.body.append(holder, script);
    await new Promise((resolve) => setTimeout(resolve, 300));
    holder.remove();
    script.remove();
    return document.title;
  })()`);
  expect(ran).toEqual(expect.not.stringMatching(/^1$/));
});

test('nothing is fetched from, or sent to, anywhere else', async () => {
  expect(await inPage("fetch('http://127.0.0.1:9/').then(() => 'fetched')")).toMatch(/Failed to fetch/);
  expect(
    await inPage(`new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
      image.src = 'file:///etc/hostname';
    })`),
  ).toBe('refused');
});

test('the page opens no window, goes nowhere else and embeds nothing', async () => {
  const before = await contents();
  expect(await inPage("window.open('https://example.org') === null")).toBe(true);
  await inPage(`{
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org';
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org');
    document.body.append(frame, view);
  }`);
  const address = running.page.url();
  await inPage("location.href = 'https://example.org'; null");
  await inPage("location.href = 'file:///etc/hostname'; null");
  await expect.poll(() => running.page.url()).toBe(address);
  expect(await contents()).toBe(before);
  await inPage("document.querySelectorAll('iframe, webview').forEach((found) => found.remove())");
});

test('every permission is refused', async () => {
  expect(await inPage('Notification.requestPermission()')).toBe('denied');
  expect(
    await inPage("navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)"),
  ).toBe('denied');
  expect(
    await inPage(
      "navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', () => 'refused')",
    ),
  ).toBe('refused');
});

test('a download is refused', async () => {
  const begun = await running.app.evaluate(async ({ session, BrowserWindow }) => {
    const states: string[] = [];
    session.defaultSession.on('will-download', (event) =>
      states.push(event.defaultPrevented ? 'refused' : 'begun'),
    );
    BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('data:application/octet-stream,x');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return states;
  });
  expect(begun).toEqual(['refused']);
});

test('a request with arguments that nobody may send is refused in the main process', async () => {
  const answers = await running.page.evaluate(() => {
    const door = (
      globalThis as unknown as { evenkeel: Record<string, (...args: unknown[]) => Promise<unknown>> }
    ).evenkeel;
    const outcome = (name: string, ...args: unknown[]): Promise<string> =>
      Promise.resolve(door[name]?.(...args)).then(
        (value) => JSON.stringify(value ?? 'no such request'),
        () => 'rejected',
      );
    return Promise.all([
      outcome('compare', { id: '../..' }),
      outcome('deleteProfile', 7),
      outcome('settle', 'x', 'not a list', 'format', 'everything'),
      outcome('run', 'x', 'rm -rf'),
      outcome('invoke', 'anything'),
    ]);
  });
  for (const answer of answers) expect(answer).toMatch(/rejected|"kind":"refused"|no such request/);
});

test('a request from any other page is refused, even with the same preload script', async () => {
  const answer = await running.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    await other.loadURL('data:text/html,<p>other</p>');
    const said: unknown = await other.webContents.executeJavaScript(
      "evenkeel.open().then(() => 'answered', (error) => String(error))",
    );
    other.destroy();
    return said;
  });
  expect(answer).toContain('Refused');
});
