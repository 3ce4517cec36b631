import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the part of the heap small in which the runtime makes new objects. By itself it grows to 50 MB and more in a run of many small
 * files, none of which are in use; kept at 4 MB, it is swept more often, which takes about a seventh more processor time. To be called
 * first of all, by programs only: it is for the whole process.
 */
export function spareMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
