import { expect, test } from '@playwright/test';
import { forget, launch, picture, quit } from './support/application.js';
import { compare, result, row, synchronize, synchronizeButton } from './support/window.js';

test('the demonstration opens compared, shows every case, and ends even', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const running = await launch({ args: ['--demo'], colorScheme });
    const { page } = running;
    try {
      await expect(synchronizeButton(page)).toHaveAccessibleName(/Synchronize \d+ items/, {
        timeout: 30_000,
      });
      for (const chip of ['To upload', 'To download', 'To delete', 'Conflicts', 'Equal']) {
        await expect(page.getByRole('button', { name: new RegExp(`^${chip} [1-9]`) })).toBeVisible();
      }
      await row(page, 'notes/price list.txt').click();
      await picture(page, test.info(), `demo-${colorScheme}`);
      await page.getByRole('button', { name: 'Use local for all' }).click();
      await synchronize(page);
      await expect(result(page)).toContainText(/items synchronized/);
      await expect(result(page)).not.toContainText(/failed|skipped/);
      await picture(page, test.info(), `demo-done-${colorScheme}`);
      await compare(page);
      await expect(synchronizeButton(page)).toHaveAccessibleName(/nothing to do/);
    } finally {
      await quit(running);
      await forget(running);
    }
  }
});
