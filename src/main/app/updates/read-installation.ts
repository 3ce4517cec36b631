import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { InstallationFacts } from './installation.js';

/** What electron-builder notes beside the program about its updates. */
const UpdateConfigSchema = v.object({
  publisherName: v.optional(v.union([v.string(), v.array(v.string())])),
});

export interface InstallationPlace {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** The folder of what lies beside the application's archive. */
  readonly resources: string;
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** What Electron knows of stores. */
  readonly inStore: boolean;
}

/** Finds out how the program was installed. Never rejects: what cannot be read is not there. */
export async function readInstallation(place: InstallationPlace): Promise<InstallationFacts> {
  const { platform, isPackaged, resources, program, env } = place;
  const config = await textOf(join(resources, 'app-update.yml'));
  return {
    platform,
    isPackaged,
    inStore: place.inStore || env['SNAP'] !== undefined || env['FLATPAK_ID'] !== undefined,
    inAppImage: (env['APPIMAGE'] ?? '') !== '',
    packageType: (await textOf(join(resources, 'package-type'))).trim(),
    hasUninstaller: await stat(join(dirname(program), 'Uninstall Evenkeel.exe')).then(
      () => true,
      () => false,
    ),
    namesPublisher: config !== '' && (await publisherIn(config)),
  };
}

async function publisherIn(config: string): Promise<boolean> {
  try {
    const { parse } = await import('yaml');
    const { publisherName = '' } = v.parse(UpdateConfigSchema, parse(config));
    return publisherName.length > 0;
  } catch {
    return false;
  }
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
