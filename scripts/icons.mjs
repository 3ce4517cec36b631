// @ts-check
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronProgram } from './electron-runtime.mjs';
import { icns, ico } from './icons/containers.mjs';
import { markOnly, markWith, TRAY_SIGNS } from './icons/tray-marks.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll, run } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { runMain, Stop } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run icons

Makes every icon from assets/icon.svg.`;

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** The colour of the tray's mark, which stands out on light panels and on dark ones. */
const TRAY_COLOUR = '#2b97a6';

/** What needs somebody stands out by its colour as well. */
const ATTENTION_COLOUR = '#e08a1e';

/** Makes every icon of `assets` from its one source, `assets/icon.svg`. */
await runMain(async () => {
  readWords(USAGE);
  await prepare();
  const svg = await readFile(inRoot('assets', 'icon.svg'), 'utf8');
  const tray = markOnly(svg, TRAY_COLOUR);
  // macOS colours it itself.
  const template = markOnly(svg, '#000000');
  const signs = TRAY_SIGNS.flatMap((sign) => {
    const name = `tray${sign.charAt(0).toUpperCase()}${sign.slice(1)}`;
    const badge = sign === 'attention' ? ATTENTION_COLOUR : TRAY_COLOUR;
    return [
      ...doubled(name, markWith(svg, TRAY_COLOUR, sign, badge), 22),
      ...doubled(`${name}Template`, markWith(svg, '#000000', sign, '#000000'), 18),
    ];
  });
  const trayMarks = [...doubled('tray', tray, 22), ...doubled('trayTemplate', template, 18), ...signs];
  const pictures = await render([...SIZES.map((size) => ({ name: String(size), svg, size })), ...trayMarks]);
  const sized = (/** @type {number} */ size) => ({
    size,
    png: pictures.get(String(size)) ?? Buffer.alloc(0),
  });
  await mkdir(inRoot('assets', 'icons'), { recursive: true });
  for (const size of LINUX_SIZES) await save(join('icons', `${size}x${size}.png`), sized(size).png);
  for (const { name } of trayMarks) {
    await save(`${name}.png`, pictures.get(name) ?? Buffer.alloc(0));
  }
  await save('icon.png', sized(512).png);
  await save('icon.ico', ico(WINDOWS_SIZES.map(sized)));
  await save('icon.icns', icns(SIZES.map(sized)));
  return 0;
});

/**
 * A picture, and the same for screens with twice as many pixels.
 * @param {string} name
 * @param {string} svg
 * @param {number} size
 */
function doubled(name, svg, size) {
  return [
    { name, svg, size },
    { name: `${name}@2x`, svg, size: size * 2 },
  ];
}

/**
 * @param {readonly import('./icons/render.mjs').Order[]} orders
 * @returns {Promise<ReadonlyMap<string, Buffer>>} the PNGs by name
 */
async function render(orders) {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-icons-'));
  try {
    const list = join(folder, 'orders.json');
    await writeFile(list, JSON.stringify(orders));
    const script = inRoot('scripts', 'icons', 'render.mjs');
    const sandbox = await sandboxArguments();
    const display = await ensureDisplay();
    const args = [script, ...sandbox, ...display.args, `--user-data-dir=${join(folder, 'user-data')}`, list];
    const code = await run(electronProgram, args, { env: display.env });
    await endAll();
    if (code !== 0) throw new Stop('The icons could not be drawn.');
    /** @type {Map<string, Buffer>} */
    const pictures = new Map();
    for (const { name } of orders) pictures.set(name, await readFile(join(folder, `${name}.png`)));
    return pictures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} path inside `assets`
 * @param {Buffer} content
 */
async function save(path, content) {
  await writeFile(inRoot('assets', path), content);
}
