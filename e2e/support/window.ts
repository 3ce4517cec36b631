import { expect, type Locator, type Page } from '@playwright/test';

/** What a test types into the form of a profile. */
export interface ProfileInput {
  readonly name: string;
  readonly local: string;
  readonly remote: string;
  readonly user?: string;
  readonly password?: string;
  readonly way?: 'Two-way' | 'Mirror to server' | 'Mirror from server' | 'Update';
}

/** Makes a profile by hand. */
export async function makeProfile(page: Page, input: ProfileInput): Promise<void> {
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(input.name);
  await page.getByLabel('Local folder').fill(input.local);
  await page.getByLabel('Remote folder').fill(input.remote);
  if (input.user !== undefined) await page.getByLabel('User name').fill(input.user);
  if (input.password !== undefined) await page.getByLabel('Password').fill(input.password);
  if (input.way !== undefined) await page.getByRole('radio', { name: input.way }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: input.name })).toBeVisible();
}

export function synchronizeButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Synchronize/ });
}

export function result(page: Page): Locator {
  return page.getByRole('status', { name: 'Result' });
}

/** Compares and waits for the plan. */
export async function compare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/\d|nothing/, { timeout: 60_000 });
}

/** Synchronizes and waits for the end. */
export async function synchronize(page: Page, timeout = 120_000): Promise<void> {
  await synchronizeButton(page).click();
  await expect(synchronizeButton(page)).toHaveAccessibleName(/compare first/, { timeout });
}

/** The row of the preview for a path, whatever is to happen with it. */
export function row(page: Page, path: string): Locator {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return page
    .getByRole('treegrid', { name: 'Preview' })
    .getByRole('row', { name: new RegExp(`^${escaped} – `) });
}
