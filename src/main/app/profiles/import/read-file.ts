import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { LARGEST_EXPORT_BYTES } from '../../../profiles/transfer/export-file.js';

/**
 * What is in a file, `undefined` where it is no ordinary file or too large to be one with profiles. What is looked at is what is read: the open
 * file, whatever takes its name meanwhile. Rejects where it cannot be read.
 */
export async function readImportFile(path: string): Promise<Uint8Array | undefined> {
  // A pipe would wait for somebody to write into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = await ordinary(handle.stat());
    if (size === undefined || size > LARGEST_EXPORT_BYTES) return undefined;
    const buffer = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await handle.read(buffer, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** Whether there is an ordinary file. Never rejects. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await ordinary(stat(path))).size !== undefined;
  } catch {
    return false;
  }
}

async function ordinary(
  asked: Promise<{ isFile(): boolean; readonly size: number }>,
): Promise<{ readonly size: number | undefined }> {
  const stats = await asked;
  return { size: stats.isFile() ? stats.size : undefined };
}
