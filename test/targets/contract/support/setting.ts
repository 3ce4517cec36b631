import { link, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Setting } from '../../../../src/main/library/contract/setting.js';
import type { Target } from '../../../../src/main/targets/target.js';
import type { Subject } from './subject.js';
import { nameOfFilling, sizeOfFilling } from './tools.js';

/** What a case of the contract works with where the target's files lie on this disk: they are seen there, and not as the target tells of them. */
export function settingOnDisk(
  subject: Omit<Subject, 'stop' | 'line' | 'setsTimes' | 'resumes'>,
  target: Target,
  home: string,
): Setting {
  const onDisk = (path: string): string => join(subject.root, home, path);
  return {
    target,
    home,
    open: () => subject.open(),
    names: async (folder = '.') => (await readdir(onDisk(folder))).sort(),
    content: (path) => readFile(onDisk(path)),
    fill: async (count) => {
      await fillFolder(onDisk('.'), count);
      await subject.own();
    },
    refusesFiles: [...subject.misreads, ...subject.refusesFiles],
    refusesFolders: [...subject.misreads, ...subject.refusesFolders],
  };
}

/** Files on the disk: one of each size, and other names for them, which costs a tenth of as many files. */
async function fillFolder(folder: string, count: number): Promise<void> {
  const sizes = new Map<number, string>();
  for (let start = 0; start < count; start += 1000) {
    const batch = Array.from({ length: Math.min(1000, count - start) }, (_, index) => start + index);
    await Promise.all(
      batch.map(async (n) => {
        const path = join(folder, nameOfFilling(n));
        const size = sizeOfFilling(n);
        const same = sizes.get(size);
        if (same === undefined || start === 0) await writeFile(path, 'x'.repeat(size));
        else await link(same, path);
        sizes.set(size, path);
      }),
    );
  }
}
