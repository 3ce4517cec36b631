// @ts-check
import { runtimeInPlace } from './electron-runtime.mjs';
import { NOTHING, plus } from './lib/counts.mjs';
import { ensurePackages } from './lib/debian.mjs';
import { startDisplay } from './lib/display.mjs';
import { startKeyring } from './lib/keyring.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll } from './lib/processes.mjs';
import { whichRuntime } from './lib/runtime-source.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { filesAsStages, grouped, STAGES } from './lib/stages.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm test [-- STAGE... | FILE...]

  npm test                         every check and test there is
  npm test -- unit lint            some stages
  npm test -- src/a.test.ts e2e/b.spec.ts   just these files
  npm test -- packaged             every test of the window, with the packaged application that is in dist
  npm test -- packaged e2e/b.spec.ts   some of them

The stages: ${STAGES.map((stage) => stage.name).join(', ')}.`;

/** What tests need on Linux: a display, a keyring, certificates, and letters that make screenshots honest. */
const PACKAGES = [
  'xvfb',
  'xauth',
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
  'openssl',
  'fonts-noto-color-emoji',
];

/** A server that does not run unpacked, shells, and what makes packages for Fedora. Without them their cases are reported as skipped, so only root gets them unasked for. */
const OPTIONAL_PACKAGES = ['python3-pyftpdlib', 'python3-openssl', 'zsh', 'fish', 'rpm'];

/** Window tests that run at a time. They wait about as much as they compute. */
const WINDOWS_AT_ONCE = 2;

/** Stages without which nothing that follows would tell anything. */
const NEEDED = new Set(['build']);

await runMain(async () => {
  const words = readWords(USAGE, isPlainWord);
  await prepare();
  say(`The tests run on ${whichRuntime(await runtimeInPlace())}`);
  if (process.platform === 'linux') {
    const asRoot = process.getuid?.() === 0;
    await ensurePackages('The tests need', asRoot ? [...PACKAGES, ...OPTIONAL_PACKAGES] : PACKAGES);
  }
  const files = words.filter((word) => /\.(test|spec)\.tsx?$/.test(word) || word.includes('/'));
  const asked = words.filter((word) => !files.includes(word));
  const unknown = asked.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Stop(
      `There is no stage ${unknown.join(', ')}. There are: ${STAGES.map((stage) => stage.name).join(', ')}.`,
    );
  }
  const packaged = asked.includes('packaged') && files.length > 0;
  const named = STAGES.filter(({ name, onlyAsked }) =>
    words.length === 0 ? onlyAsked !== true : asked.includes(name) && !(packaged && name === 'packaged'),
  );
  const stages = [...named, ...filesAsStages(files, { packaged })];
  const env = await testEnvironment();
  let total = NOTHING;
  /** @type {string[]} */
  const failed = [];
  /**
   * @param {string} name
   * @param {import('./lib/stages.mjs').Outcome} outcome
   */
  const account = (name, { code, counts, printed = '' }) => {
    process.stdout.write(printed);
    const counted = counts ?? NOTHING;
    total = plus(total, counted);
    if (code === 0 && counts !== undefined && counted.failed === 0) return;
    failed.push(name);
    // A stage that broke before it could count a failure is one.
    if (counted.failed === 0) total = plus(total, { ...NOTHING, failed: 1 });
  };
  for (const group of grouped(stages)) {
    say(`Stage: ${group.map(({ name }) => name).join(', ')}`);
    await Promise.all(group.map(async (stage) => account(stage.name, await stage.run(env.env))));
    if (group.some(({ name }) => NEEDED.has(name) && failed.includes(name))) break;
  }
  await env.stop();
  await endAll();
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return failed.length > 0 ? 1 : 0;
});

/**
 * Displays and keyrings of the tests' own, where the system's would be the person's: a pair for each window test that runs at a time, since
 * the clipboard, the focus and the bus of a desktop are for one.
 */
async function testEnvironment() {
  if (process.platform !== 'linux') return { env: {}, stop: () => Promise.resolve() };
  const displays = await Promise.all(Array.from({ length: WINDOWS_AT_ONCE }, startDisplay));
  const keyrings = await Promise.all(displays.map(startKeyring));
  const desktops = displays.map(({ display }, index) => ({ ...keyrings[index]?.env, DISPLAY: display }));
  return {
    env: { ...desktops[0], WAYLAND_DISPLAY: undefined, EVENKEEL_TEST_DESKTOPS: JSON.stringify(desktops) },
    stop: async () => {
      for (const keyring of keyrings) await keyring.stop();
      for (const display of displays) await display.stop();
    },
  };
}
