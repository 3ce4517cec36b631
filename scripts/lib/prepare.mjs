// @ts-check
import { ensureRuntime } from '../electron-runtime.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureLibraries } from './libraries.mjs';

/** All that a clone needs before anything can be built or run. Quick where nothing is missing. */
export async function prepare() {
  await ensureDependencies();
  await ensureRuntime();
  await ensureLibraries();
}
