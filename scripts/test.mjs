// @ts-check
import { NOTHING, plus } from './lib/counts.mjs';
import { ensurePackages } from './lib/debian.mjs';
import { startDisplay } from './lib/display.mjs';
import { startKeyring } from './lib/keyring.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll } from './lib/processes.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { filesAsStages, STAGES } from './lib/stages.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm test [-- STAGE... | FILE...]

  npm test                         every check and test there is
  npm test -- unit lint            some stages
  npm test -- src/a.test.ts e2e/b.spec.ts   just these files

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

/** A server that does not run unpacked, and shells. Without them their cases are reported as skipped, so only root gets them unasked for. */
const OPTIONAL_PACKAGES = ['python3-pyftpdlib', 'python3-openssl', 'zsh', 'fish'];

/** Stages without which nothing that follows would tell anything. */
const NEEDED = new Set(['build']);

await runMain(async () => {
  const words = readWords(USAGE, isPlainWord);
  await prepare();
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
  const named = words.length === 0 ? STAGES : STAGES.filter((stage) => asked.includes(stage.name));
  const stages = [...named, ...filesAsStages(files)];
  const env = await surroundings();
  let total = NOTHING;
  /** @type {string[]} */
  const failed = [];
  for (const stage of stages) {
    say(`Stage: ${stage.name}`);
    const { code, counts } = await stage.run(env.env);
    const counted = counts ?? NOTHING;
    total = plus(total, counted);
    if (code === 0 && counts !== undefined && counted.failed === 0) continue;
    failed.push(stage.name);
    // A stage that broke before it could count a failure is one.
    if (counted.failed === 0) total = plus(total, { ...NOTHING, failed: 1 });
    if (NEEDED.has(stage.name)) break;
  }
  await env.stop();
  await endAll();
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return failed.length > 0 ? 1 : 0;
});

/** A display and a keyring of the tests' own, where the system's would be the person's. */
async function surroundings() {
  if (process.platform !== 'linux') return { env: {}, stop: () => Promise.resolve() };
  const display = await startDisplay();
  const keyring = await startKeyring();
  return {
    env: { ...keyring.env, DISPLAY: display.display, WAYLAND_DISPLAY: undefined },
    stop: async () => {
      await keyring.stop();
      await display.stop();
    },
  };
}
