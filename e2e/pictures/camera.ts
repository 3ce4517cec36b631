import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PROJECT } from '../support/program.js';

/** Where `npm run pictures` leaves all pictures. */
export const PICTURES = join(PROJECT, 'out', 'pictures');

/** The smallest window, the one that opens first, and one that fills a large screen. */
const SIZES = [
  [900, 600],
  [2560, 1440],
  [1240, 800],
] as const;

const THEMES = ['dark', 'light'] as const;

/** Takes pictures of the window as it is now, in every size and theme: `NAME-WIDTHxHEIGHT-THEME.png`. */
export async function takePictures(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const path = join(PICTURES, `${name}-${width}x${height}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
}
