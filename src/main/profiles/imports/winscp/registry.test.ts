import { describe, expect, it } from 'vitest';
import { isRegistry, readRegistry } from './registry.js';

const KEY = 'HKEY_CURRENT_USER\\Software\\Martin Prikryl\\WinSCP 2';

describe('an exported part of the registry', () => {
  it.each([
    ['Windows Registry Editor Version 5.00\r\n', true],
    ['REGEDIT4\n', true],
    ['[Sessions\\x]\n', false],
  ])('%j is one: %s', (text, is) => {
    expect(isRegistry(text)).toBe(is);
  });

  it('has words, numbers and what is neither, and keys of others', () => {
    const sections = readRegistry(
      [
        'REGEDIT4',
        `[${KEY}\\Sessions\\a]`,
        '"Host\\"Name"="C:\\\\x \\"y\\""',
        '"Port"=dword:0000084b',
        '"Bytes"=hex:01,02,\\',
        '  03',
        '@="default"',
        '[HKEY_LOCAL_MACHINE\\Software\\x]',
        '"HostName"="other"',
        `[-${KEY}\\Sessions\\b]`,
        '"HostName"="deleted"',
      ].join('\r\n'),
    );
    expect(sections).toEqual(
      new Map([
        [
          'Sessions\\a',
          new Map([
            ['Host"Name', 'C:\\x "y"'],
            ['Port', '2123'],
          ]),
        ],
      ]),
    );
  });
});
