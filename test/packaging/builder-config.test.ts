import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateSchema } from 'app-builder-lib/out/util/config/schemaValidator.js';
import scheme from 'app-builder-lib/scheme.json';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { parse } from 'yaml';
import { profilesText } from '../../src/main/profiles/text.js';
import { SCHEME } from '../../src/main/app/window/content.js';

const ROOT = join(import.meta.dirname, '..', '..');

const TargetsSchema = v.array(
  v.object({ target: v.string(), arch: v.union([v.string(), v.array(v.string())]) }),
);
const ConfigSchema = v.object({
  electronVersion: v.string(),
  win: v.object({ target: TargetsSchema }),
  nsis: v.object({ perMachine: v.boolean(), allowElevation: v.boolean() }),
  mac: v.object({
    target: TargetsSchema,
    hardenedRuntime: v.boolean(),
    notarize: v.boolean(),
    entitlements: v.string(),
    entitlementsInherit: v.string(),
  }),
  linux: v.object({ target: TargetsSchema, maintainer: v.string() }),
  deb: v.object({ appArmorProfile: v.string(), fpm: v.array(v.string()) }),
  fileAssociations: v.array(v.object({ ext: v.string(), mimeType: v.string() })),
  protocols: v.array(v.object({ schemes: v.array(v.string()) })),
});
const AboutSchema = v.object({
  homepage: v.pipe(v.string(), v.url()),
  author: v.string(),
  repository: v.object({ url: v.string() }),
  devDependencies: v.object({ electron: v.string() }),
});

const text = await readFile(join(ROOT, 'electron-builder.yml'), 'utf8');
const config = v.parse(ConfigSchema, parse(text));
const about = v.parse(AboutSchema, JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));

describe('the configuration of electron-builder', () => {
  it('keeps to its schema', () => {
    expect(() => validateSchema(scheme, parse(text))).not.toThrow();
  });

  it('would not with an option that does not exist', () => {
    expect(() => validateSchema(scheme, { ...Object(parse(text)), nsi: {} })).toThrow('nsi');
  });

  it('makes every kind of installer, for both kinds of processor', () => {
    const made = ([system, { target }]: readonly [
      string,
      Pick<typeof config.win, 'target'>,
    ]): readonly string[] =>
      target.flatMap(({ target: kind, arch }) => [arch].flat().map((one) => `${system} ${kind} ${one}`));
    expect((['win', 'mac', 'linux'] as const).flatMap((system) => made([system, config[system]]))).toEqual([
      'win nsis x64',
      'win nsis arm64',
      'win zip x64',
      'win zip arm64',
      'mac dmg universal',
      'mac zip universal',
      'linux AppImage x64',
      'linux AppImage arm64',
      'linux deb x64',
      'linux deb arm64',
      'linux rpm x64',
      'linux rpm arm64',
      'linux tar.gz x64',
      'linux tar.gz arm64',
    ]);
  });

  it('installs for one person on Windows, without an administrator', () => {
    expect(config.nsis).toEqual({ perMachine: false, allowElevation: false });
  });

  it('has macOS check the program, and names entitlements that exist', async () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    const { entitlements, entitlementsInherit } = config.mac;
    for (const file of [entitlements, entitlementsInherit, config.deb.appArmorProfile]) {
      await expect(access(join(ROOT, file))).resolves.toBeUndefined();
    }
    for (const pair of config.deb.fpm) {
      await expect(access(join(ROOT, pair.split('=')[0] ?? ''))).resolves.toBeUndefined();
    }
  });

  it('associates the extension of exported profiles, and the scheme of the program', () => {
    expect(config.fileAssociations.map(({ ext }) => ext)).toEqual([
      profilesText.exportName.split('.').at(-1),
    ]);
    expect(config.protocols.flatMap(({ schemes }) => schemes)).toEqual([SCHEME]);
  });

  it('ships the runtime that is tested', () => {
    expect(config.electronVersion).toBe(about.devDependencies.electron);
  });

  it('and package.json say who to turn to, as a Debian package has to', () => {
    const person = /^[^<>]+ <[^@<>\s]+@[^@<>\s]+>$/;
    expect(config.linux.maintainer).toMatch(person);
    expect(about.author).toMatch(person);
    expect(about.repository.url).toContain(about.homepage);
  });
});
