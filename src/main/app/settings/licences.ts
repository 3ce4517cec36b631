import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Licence } from '../../../shared/licence.js';

const LicencesSchema = v.array(
  v.strictObject({ name: v.string(), version: v.string(), licence: v.string(), text: v.string() }),
);

/** What the application is built from and under which licences, as `scripts/lib/licences.mjs` found it at the build. */
export async function readLicences(built: string): Promise<readonly Licence[]> {
  return v.parse(LicencesSchema, JSON.parse(await readFile(join(built, 'licences.json'), 'utf8')));
}
