// @ts-check
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { electronProgram } from '../electron-runtime.mjs';
import { ensureBuilt } from '../lib/build.mjs';
import { ensureDisplay } from '../lib/display.mjs';
import { inRoot } from '../lib/root.mjs';
import { say } from '../lib/say.mjs';

/** How many rows each case has. The smallest is what the others are compared with. */
const CASES = { 'window-10k': 10_000, 'window-100k': 100_000, 'window-1m': 1_000_000 };

const PROFILE = 'bench';

/** How quickly the window answers with many rows in the preview. */
export async function windowBench() {
  await ensureBuilt();
  return {
    names: Object.keys(CASES),
    /**
     * Measures cases, one after the other, and tells of each as it ends, without figures where it failed.
     * @param {readonly string[]} names
     * @param {(name: string, figures: import('./results.mjs').WindowFigures | undefined) => Promise<void>} tell
     */
    measure: async (names, tell) => {
      const display = await ensureDisplay();
      try {
        const base = await tryRows(CASES['window-10k'], display);
        for (const [name, rows] of Object.entries(CASES)) {
          if (!names.includes(name)) continue;
          const ms = base === undefined || rows === CASES['window-10k'] ? base : await tryRows(rows, display);
          await tell(name, base === undefined || ms === undefined ? undefined : figuresOf(rows, ms, base));
        }
      } finally {
        await display.stop();
      }
    },
  };
}

/**
 * What a case came to, which it also says.
 * @param {number} rows
 * @param {Readonly<Record<string, number>>} ms
 * @param {Readonly<Record<string, number>>} base what the smallest case took
 * @returns {import('./results.mjs').WindowFigures}
 */
function figuresOf(rows, ms, base) {
  const ratios = Object.fromEntries(
    Object.entries(ms).map(([what, value]) => [what, value / Math.max(1, base[what] ?? 1)]),
  );
  const title = `${rows.toLocaleString('en')} rows`;
  const shown = Object.entries(ms).map(
    ([what, value]) => `${what} ${value.toFixed(0)} ms (× ${(ratios[what] ?? 0).toFixed(1)})`,
  );
  say(`${title}: ${shown.join(', ')}`);
  return { kind: 'window', title, ms, ratios };
}

/**
 * As `measureRows`; nothing where it failed, for a reason that it says.
 * @param {Parameters<typeof measureRows>} args
 */
async function tryRows(...args) {
  try {
    return await measureRows(...args);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/**
 * @param {number} rows
 * @param {Awaited<ReturnType<typeof ensureDisplay>>} display
 * @returns {Promise<Record<string, number>>} milliseconds
 */
async function measureRows(rows, display) {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  /** @type {import('playwright').ElectronApplication | undefined} */
  let app;
  try {
    await writeProfile(folder);
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    app = await _electron.launch({
      executablePath: electronProgram,
      args: [...root, inRoot(), `--user-data-dir=${folder}`, ...display.args],
      env: environment({ ...process.env, ...display.env }),
    });
    const page = await app.firstWindow();
    await page.getByRole('heading', { name: 'Bench' }).waitFor();
    await page.evaluate(IN_PAGE);
    const opened = page.evaluate(`bench.opened(${rows})`);
    await app.evaluate(feed, { rows, profileId: PROFILE });
    /** @type {Record<string, number>} */
    const opening = /** @type {any} */ (await opened);
    /** @type {Record<string, number>} */
    const rest = /** @type {any} */ (await page.evaluate('bench.all()'));
    return { ...opening, ...rest };
  } finally {
    await app?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string} folder */
async function writeProfile(folder) {
  for (const side of ['local', 'remote']) await mkdir(join(folder, side));
  const profile = {
    id: PROFILE,
    name: 'Bench',
    localFolder: join(folder, 'local'),
    remoteFolder: join(folder, 'remote'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
  };
  await writeFile(join(folder, 'profiles.json'), JSON.stringify({ profiles: [profile] }));
}

/** @param {NodeJS.ProcessEnv} env */
function environment(env) {
  /** @type {Record<string, string>} */
  const clean = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') clean[name] = value;
  }
  return clean;
}

/**
 * In the main process: tells the window of a plan as a comparison would, without one.
 * @param {typeof import('electron')} electron
 * @param {{ rows: number, profileId: string }} request
 */
function feed({ BrowserWindow }, { rows, profileId }) {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  const none = { items: 0, bytes: 0 };
  const sides = { local: none, remote: none };
  const totals = {
    copy: { local: none, remote: { items: rows, bytes: rows } },
    createFolder: sides,
    move: sides,
    delete: sides,
    conflict: none,
    equal: none,
    leave: none,
    filtered: none,
    remember: none,
  };
  const send = (/** @type {unknown} */ message) =>
    contents?.send('evenkeel:message', JSON.stringify(message));
  send({ kind: 'activity', profileId, activity: { kind: 'compared', totals } });
  // 100 files a folder, 20 folders in a folder; sizes and times in no order.
  for (let from = 0; from < rows; from += 2000) {
    const items = [];
    for (let n = from; n < Math.min(rows, from + 2000); n += 1) {
      const size = (n * 7919) % 1_000_003;
      const modified = { ms: 1_700_000_000_000 + ((n * 104_729) % 999_983) * 1000, precisionMs: 1000 };
      const upload = n % 3 !== 0;
      const there = { class: 'new', entry: { kind: 'file', size, modified } };
      const gone = { class: 'missing' };
      items.push({
        path: `part ${Math.floor(n / 2000)}/folder ${Math.floor(n / 100) % 20}/IMG_${n}.${n % 5 === 0 ? 'png' : 'jpg'}`,
        local: upload ? there : gone,
        remote: upload ? gone : there,
        action: { kind: 'copy', to: upload ? 'remote' : 'local', replaces: false },
      });
    }
    send({
      kind: 'events',
      profileId,
      fresh: from === 0,
      events: [{ kind: 'plan-items', items, totals }],
    });
  }
}

/** In the page: does what somebody would do, and measures until the frame after it is drawn. */
const IN_PAGE = `
globalThis.bench = (() => {
  const tree = () => document.querySelector('[role=treegrid]');
  const button = (name) => [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent).startsWith(name));
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  const drawn = async () => { await frame(); await frame(); };
  const timed = async (act) => {
    const takes = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await drawn();
      const start = performance.now();
      act(turn);
      // The next frame begins when everything has been worked out; what it shows is drawn by the one after.
      await frame();
      takes.push(performance.now() - start);
    }
    return takes.sort((a, b) => a - b)[1];
  };
  const find = (text) => {
    const input = document.querySelector('.find-input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const settled = async (least) => {
    let before = -1;
    for (;;) {
      await new Promise((done) => setTimeout(done, 200));
      const count = Number(tree()?.getAttribute('aria-rowcount') ?? 0);
      if (count > least && count === before) return;
      before = count;
    }
  };
  return {
    opened: async (rows) => {
      while (tree() === null) await frame();
      const start = performance.now();
      while (document.querySelector('.row') === null) await frame();
      const first = performance.now() - start;
      await settled(rows);
      return { 'first rows': first };
    },
    all: async () => {
      const box = tree();
      const result = {};
      result.sort = await timed(() => button('Size, local').click());
      button('Name').click();
      result.collapse = await timed((turn) => button(turn % 2 === 0 ? 'Collapse all' : 'Expand all').click());
      result.expand = await timed((turn) => button(turn % 2 === 0 ? 'Expand all' : 'Collapse all').click());
      button('Expand all').click();
      result.find = await timed((turn) => find(['img_77', '*.png', 'part folder'][turn]));
      find('');
      result['filter by action'] = await timed(() => button('To upload').click());
      button('To upload').click();
      box.focus();
      result['select all'] = await timed(() => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true, cancelable: true })));
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
      await drawn();
      const frames = [];
      let last = await frame();
      for (let step = 0; step < 120; step += 1) {
        box.scrollTop += 420;
        const now = await frame();
        frames.push(now - last);
        last = now;
      }
      frames.sort((a, b) => a - b);
      result['scroll, usual frame'] = frames[Math.floor(frames.length * 0.5)];
      result['scroll, longest frame'] = frames.at(-1);
      return result;
    },
  };
})();
`;
