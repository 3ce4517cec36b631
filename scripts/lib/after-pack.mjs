// @ts-check
import { chmod, copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { inRoot } from './root.mjs';

/** What the packaged program lets others do with it. @type {import('@electron/fuses').FuseConfig} */
const FUSES = {
  version: FuseVersion.V1,
  // The command line runs the engine through the application's own program as Node.
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // Playwright's _electron.launch speaks to the main process through --inspect, which a shipped application must not
  // offer: the test of the packaged one goes through --remote-debugging-port and sees the window only.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The window comes through a scheme of our own.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Has an effect on macOS and Windows.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
};

/**
 * What electron-builder calls once an application lies there unpacked. On Linux a program of Chromium's wants a display, and refuses
 * root, before any of our code runs; so `evenkeel` becomes a script that starts it as Node where it is given words, and Chromium's program
 * gets another name. The fuses are set here because they have to be set before that. The window that Electron shows where it has no application goes.
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack(context) {
  const { packager, appOutDir, electronPlatformName } = context;
  await packager.addElectronFuses(context, FUSES);
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  if (electronPlatformName !== 'linux') return;
  const program = join(appOutDir, 'evenkeel');
  await rename(program, join(appOutDir, 'evenkeel-app'));
  await copyFile(inRoot('bin', 'evenkeel'), program);
  await chmod(program, 0o755);
}
