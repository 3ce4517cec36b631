import { describe, expect, it } from 'vitest';
import { expandPath, readJump, readSshConfig, type HostConfig } from './ssh-config.js';

const NOTHING: HostConfig = {
  hostName: undefined,
  port: undefined,
  user: undefined,
  identityFiles: [],
  hostKeyAlias: undefined,
  proxyJump: [],
};

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
    ['skips Match, but not Match all', 'Match user anna\nPort 8\nMatch all\nPort 9', 'web', { port: 9 }],
    [
      'knows hosts to go through',
      'ProxyJump anna@gate:2222,inner',
      'web',
      { proxyJump: ['anna@gate:2222', 'inner'] },
    ],
    ['knows that there is none', 'ProxyJump none\nHost *\nProxyJump gate', 'web', {}],
    ['knows another name for the key', 'Host web\nHostKeyAlias cluster', 'web', { hostKeyAlias: 'cluster' }],
  ])('%s', (_case, text, host, expected) => {
    expect(readSshConfig(text, host)).toEqual({ ...NOTHING, ...expected });
  });

  it('is read in no time, whatever the pattern', () => {
    expect(readSshConfig(`Host ${'*a'.repeat(40)}\nPort 9`, 'a'.repeat(5000) + 'b')).toEqual(NOTHING);
  });
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
