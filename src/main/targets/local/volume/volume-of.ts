import { dirname } from 'node:path';
import type { Volume } from '../../../../shared/entry/baseline.js';
import { fileIdOf, marksOf } from '../file-id.js';
import { EXACTLY } from '../ops/stat.js';
import { realpath, stat } from '../original-fs.js';

/** The volume that begins with the folder at the absolute path `top`. Rejects as `stat` does. */
export async function volumeOf(top: string): Promise<Volume> {
  const marks = marksOf(await stat(top, EXACTLY));
  // Nobody can exchange the disk that the system itself runs from, even if it does not tell when it was made.
  const identity = top === '/' ? top : fileIdOf({ ...marks, disk: 0 });
  return { identity, device: marks.disk };
}

/** The topmost folder, as an absolute path without links, of the volume that holds `folder`. Rejects as `stat` does. */
export async function topOfVolume(folder: string): Promise<string> {
  let top = await realpath(folder);
  const { dev } = await stat(top, EXACTLY);
  for (let above = dirname(top); above !== top; above = dirname(above)) {
    if ((await stat(above, EXACTLY)).dev !== dev) return top;
    top = above;
  }
  return top;
}
