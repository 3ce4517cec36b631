// @ts-check
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';
import { Stop } from './say.mjs';

/**
 * Packages what is built, into `dist`: as an unpacked application for this system, or as `args` for electron-builder say.
 * @param {readonly string[]} [args]
 */
export async function packageApplication(args = []) {
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const what = args.length > 0 ? args : ['--dir'];
  // Signing identities that happen to be on this machine are not for a trial.
  const env = args.length > 0 ? {} : { CSC_IDENTITY_AUTO_DISCOVERY: 'false' };
  if ((await run(process.execPath, [builder, ...what, '--publish', 'never'], { env })) !== 0) {
    throw new Stop('Packaging failed; what it printed above says why.');
  }
}
