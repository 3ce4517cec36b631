import { describe, expect, it } from 'vitest';
import {
  expandPath,
  includesIn,
  readJump,
  readSshConfig,
  type ConfigQuestion,
  type HostConfig,
} from './ssh-config.js';

const NOTHING: HostConfig = {
  hostName: undefined,
  port: undefined,
  user: undefined,
  identityFiles: [],
  identitiesOnly: false,
  identityAgent: undefined,
  hostKeyAlias: undefined,
  proxyJump: [],
  algorithms: { kex: undefined, cipher: undefined, hmac: undefined, serverHostKey: undefined },
};

const FILES: Readonly<Record<string, readonly string[]>> = {
  'config.d/*': ['Host web\nPort 9', 'User anna\nHost mail\nPort 8'],
  circle: ['Include circle\nUser anna'],
};

const asked = (host: string): ConfigQuestion => ({
  host,
  user: undefined,
  localUser: 'anna',
  included: (pattern) => FILES[pattern] ?? [],
});

describe('the SSH configuration of a host', () => {
  it.each<[string, string, string, Partial<HostConfig>]>([
    ['says nothing where it is empty', '', 'web', {}],
    ['names another host', 'Host web\n  HostName web.example.org\n', 'web', { hostName: 'web.example.org' }],
    ['is meant for that host only', 'Host web\nPort 2222\nHost mail\nPort 2223', 'mail', { port: 2223 }],
    [
      'takes the first value',
      'Host web\nUser anna\nHost *\nUser bert\nPort 9',
      'web',
      { user: 'anna', port: 9 },
    ],
    ['applies what precedes every host', 'User anna\nHost web\nPort 9', 'mail', { user: 'anna' }],
    ['knows patterns', 'Host *.example.org 10.0.?.1\nPort 9', '10.0.7.1', { port: 9 }],
    ['knows exceptions', 'Host *.example.org !web.example.org\nPort 9', 'web.example.org', {}],
    ['does not mind letter case', 'HOST Web\n  PORT 9', 'wEB', { port: 9 }],
    ['knows the form with an equals sign', 'Host=web\nPort = 9\nUser=anna', 'web', { port: 9, user: 'anna' }],
    ['skips comments and blank lines', '# Host x\n\nHost web # no\n#Port 8\nPort 9\r\n', 'web', { port: 9 }],
    [
      'collects identity files, quoted ones too',
      'Host web\nIdentityFile ~/.ssh/web\nIdentityFile "/keys/my key"\nHost *\nIdentityFile none\n',
      'web',
      { identityFiles: ['~/.ssh/web', '/keys/my key'] },
    ],
    [
      'puts the host into the name',
      'Host web mail\nHostName %h.example.org',
      'web',
      { hostName: 'web.example.org' },
    ],
    ['leaves an impossible port out', 'Port 70000', 'web', {}],
    ['runs no command for Match', 'Match host web exec true\nPort 8\nMatch all\nPort 9', 'web', { port: 9 }],
    ['matches the user', 'Match user bert,root\nPort 8\nMatch user an*\nPort 9', 'web', { port: 9 }],
    [
      'matches the user that it names',
      'User bert\nMatch user bert\nPort 9',
      'web',
      { user: 'bert', port: 9 },
    ],
    [
      'matches the name that it gives',
      'HostName www\nMatch host www\nPort 9',
      'web',
      { hostName: 'www', port: 9 },
    ],
    [
      'matches the name that was asked for',
      'HostName www\nMatch originalhost web\nPort 9',
      'web',
      { hostName: 'www', port: 9 },
    ],
    [
      'matches only if all holds',
      'Match host web localuser bert\nPort 8\nMatch host web !localuser bert\nPort 9',
      'web',
      { port: 9 },
    ],
    [
      'takes Match final for a second reading that never comes',
      'Match final\nPort 9\nMatch !final\nUser bert',
      'web',
      { user: 'bert' },
    ],
    ['includes other files', 'Include config.d/*\nPort 7', 'web', { port: 9, user: 'anna' }],
    [
      'includes them for some hosts only',
      'Host mail\nInclude config.d/*\nHost *\nPort 7',
      'web',
      { port: 7 },
    ],
    ['is not lost in a circle', 'Include circle\nPort 9', 'web', { port: 9, user: 'anna' }],
    [
      'says that no other keys are to be tried',
      'IdentitiesOnly yes\nIdentityAgent none',
      'web',
      { identitiesOnly: true, identityAgent: 'none' },
    ],
    [
      'knows hosts to go through',
      'ProxyJump anna@gate:2222,inner',
      'web',
      { proxyJump: ['anna@gate:2222', 'inner'] },
    ],
    ['knows that there is none', 'ProxyJump none\nHost *\nProxyJump gate', 'web', {}],
    ['knows another name for the key', 'Host web\nHostKeyAlias cluster', 'web', { hostKeyAlias: 'cluster' }],
  ])('%s', (_case, text, host, expected) => {
    expect(readSshConfig(text, asked(host))).toEqual({ ...NOTHING, ...expected });
  });

  it('is read in no time, whatever the pattern', () => {
    expect(readSshConfig(`Host ${'*a'.repeat(40)}\nPort 9`, asked('a'.repeat(5000) + 'b'))).toEqual(NOTHING);
  });
});

it('names the files that it includes', () => {
  expect(includesIn('Host web\n  include a "b c"\n# Include d\nInclude = e')).toEqual(['a', 'b c', 'e']);
});

describe('a path in the configuration', () => {
  const tokens = { homeFolder: '/home/anna', host: 'web', remoteUser: 'www', localUser: 'anna' };
  it.each([
    ['~/.ssh/id', '/home/anna/.ssh/id'],
    ['%d/%r@%h-%u', '/home/anna/www@web-anna'],
    ['/a/100%%/~b', '/a/100%/~b'],
    ['/a/%x', '/a/%x'],
  ])('%s becomes %s', (path, expected) => {
    expect(expandPath(path, tokens)).toBe(expected);
  });
});

describe('a host to go through', () => {
  it.each([
    ['gate', { host: 'gate', port: undefined, user: undefined }],
    ['anna@gate:2222', { host: 'gate', port: 2222, user: 'anna' }],
    ['anna@corp@gate', { host: 'gate', port: undefined, user: 'anna@corp' }],
    ['[::1]:22', { host: '::1', port: 22, user: undefined }],
    ['ssh://anna@gate:2222/', { host: 'gate', port: 2222, user: 'anna' }],
  ])('is read from %s', (text, expected) => {
    expect(readJump(text)).toEqual(expected);
  });
});
