import { expect, test } from 'vitest';
import { traitsOf } from './traits.js';

const ANY = { foldsNames: true, setsTimesToMs: 1, localTimes: false };
const WINDOWS = { ...ANY, nameRules: 'windows', hasPermissions: false };
const MAC = { ...ANY, nameRules: 'posix', hasPermissions: true };
const LINUX = { ...MAC, foldsNames: false };
const FAT = 0x4d44;
const EXFAT = 0x2011bab0;
const EXT4 = 0xef53;

test.each([
  ['win32', undefined, WINDOWS],
  ['win32', FAT, WINDOWS],
  ['darwin', undefined, MAC],
  ['darwin', 0x1a, MAC],
  ['linux', undefined, LINUX],
  ['linux', EXT4, LINUX],
  ['linux', FAT, { ...WINDOWS, setsTimesToMs: 2000, localTimes: true }],
  ['linux', EXFAT, { ...WINDOWS, setsTimesToMs: 10 }],
] as const)(
  'a folder on %s, on a disk of type %s, is known for what it can hold',
  (platform, type, traits) => {
    expect(traitsOf(platform, type)).toEqual(traits);
  },
);
