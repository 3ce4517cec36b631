import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const PackageSchema = v.object({ version: v.string() });

/** The version of this program. It stands in the package's description, two folders above wherever the program was built to. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return v.parse(v.pipe(v.string(), v.parseJson(), PackageSchema), text).version;
}
