import { describe, expect, it } from 'vitest';
import { installationOf, offerFor, type InstallationFacts } from './installation.js';
import { isNewer, isVersion } from './newer.js';

const FACTS: InstallationFacts = {
  platform: 'linux',
  isPackaged: true,
  inStore: false,
  inAppImage: false,
  packageType: '',
  hasUninstaller: false,
  namesPublisher: false,
};

describe('who updates Evenkeel', () => {
  it.each<[string, Partial<InstallationFacts>, ReturnType<typeof installationOf>]>([
    ['a checkout', { isPackaged: false }, 'source-code'],
    [
      'a checkout started from an AppImage’s terminal',
      { isPackaged: false, inAppImage: true },
      'source-code',
    ],
    ['an AppImage', { inAppImage: true }, 'replaceable'],
    ['a Debian package', { packageType: 'deb' }, 'package-manager'],
    ['an RPM package', { packageType: 'rpm' }, 'package-manager'],
    ['an archive for Linux', {}, 'by-hand'],
    ['a Snap or Flatpak', { inStore: true, inAppImage: true }, 'store'],
    [
      'the Windows installer, signed',
      { platform: 'win32', hasUninstaller: true, namesPublisher: true },
      'replaceable',
    ],
    ['the Windows installer, unsigned', { platform: 'win32', hasUninstaller: true }, 'by-hand'],
    ['the portable Windows program', { platform: 'win32', namesPublisher: true }, 'by-hand'],
    ['the Microsoft Store', { platform: 'win32', inStore: true, hasUninstaller: true }, 'store'],
    ['macOS', { platform: 'darwin' }, 'replaceable'],
    ['a system nobody has tried', { platform: 'freebsd' }, 'by-hand'],
  ])('installed by %s', (_how, facts, installation) => {
    expect(installationOf({ ...FACTS, ...facts })).toBe(installation);
  });

  it.each([
    ['source-code', undefined],
    ['replaceable', 'download'],
    ['package-manager', 'package-manager'],
    ['store', 'store'],
    ['by-hand', 'page'],
  ] as const)('and is offered, where that is “%s”: %s', (installation, offer) => {
    expect(offerFor(installation)).toBe(offer);
  });
});

it.each([
  ['1.2.4', '1.2.3', true],
  ['1.10.0', '1.9.9', true],
  ['2.0.0', '1.99.99', true],
  ['1.2.3', '1.2.3', false],
  ['1.2.2', '1.2.3', false],
  ['0.9.0', '1.0.0', false],
  ['2.0.0-beta.1', '1.0.0', false],
  ['2.0.0-beta.2', '2.0.0-beta.1', true],
  ['2.0.0-beta.10', '2.0.0-beta.9', true],
  ['2.0.0-beta.1', '2.0.0-beta.1', false],
  ['2.0.0', '2.0.0-beta.1', true],
  ['2.0.0-beta.1', '2.0.0', false],
  ['1.9.0', '2.0.0-beta.1', false],
  ['v2.0.0', '1.0.0', false],
  ['', '1.0.0', false],
  ['../../2.0.0', '1.0.0', false],
  ['2.0', '1.0.0', false],
])('version %s is newer than %s: %s', (released, running, newer) => {
  expect(isNewer(released, running)).toBe(newer);
});

it.each([
  ['1.2.3', true],
  ['1.2.3-rc.1', true],
  ['1.2.3/../..', false],
  ['1.2.3?x', false],
  ['<b>1.2.3</b>', false],
])('“%s” is a version: %s', (text, is) => {
  expect(isVersion(text)).toBe(is);
});
