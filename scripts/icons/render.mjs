// @ts-check
// Runs inside Electron, whose Chromium draws the pictures. Reads a JSON list of orders from the file that its last argument
// names, and leaves the PNGs beside it.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, BrowserWindow } from 'electron';

/** @typedef {{ name: string, svg: string, size: number }} Order */

/** A function for the page: from an order to the PNG in base64. */
const draw = `async ({ svg, size }) => {
  const image = new Image(size, size);
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png').split(',')[1];
}`;

// Electron is not ready before this module has been evaluated, so nothing is awaited at its top level.
void app.whenReady().then(drawAll);

async function drawAll() {
  const list = process.argv.at(-1) ?? '';
  /** @type {readonly Order[]} */
  const orders = JSON.parse(await readFile(list, 'utf8'));
  const page = new BrowserWindow({ show: false });
  await page.loadURL('about:blank');
  for (const order of orders) {
    /** @type {string} */
    const picture = await page.webContents.executeJavaScript(`(${draw})(${JSON.stringify(order)})`);
    await writeFile(join(dirname(list), `${order.name}.png`), Buffer.from(picture, 'base64'));
  }
  app.quit();
}
