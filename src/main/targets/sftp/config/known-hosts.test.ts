import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judgeHostKey, knownHostName, knownKeyTypes, type KnownHostVerdict } from './known-hosts.js';

const key = Buffer.from('the key');
const encoded = key.toString('base64');
const other = Buffer.from('another').toString('base64');

function hashed(name: string): string {
  const salt = Buffer.from('0123456789abcdefghij');
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

describe('the list of known hosts', () => {
  it.each<[string, string, KnownHostVerdict]>([
    ['knows a host by its name', `web ssh-ed25519 ${encoded} comment`, 'known'],
    ['knows a host by one of several names', `mail,web,10.0.0.1 ssh-ed25519 ${encoded}`, 'known'],
    ['knows a host by a pattern', `w* ssh-ed25519 ${encoded}`, 'known'],
    ['knows exceptions', `w*,!web ssh-ed25519 ${encoded}`, 'unknown'],
    ['knows a host whose name is hashed', `${hashed('web')} ssh-ed25519 ${encoded}`, 'known'],
    ['does not take one hash for another', `${hashed('mail')} ssh-ed25519 ${encoded}`, 'unknown'],
    ['does not know a host on another port', `[web]:2222 ssh-ed25519 ${encoded}`, 'unknown'],
    ['tells that the key is another one', `web ssh-ed25519 ${other}`, 'other-key'],
    ['tells so of a key of another type', `web ssh-rsa ${other}`, 'other-key'],
    ['accepts any of several keys', `web ssh-rsa ${other}\nweb ssh-ed25519 ${encoded}`, 'known'],
    ['refuses a revoked key', `web ssh-ed25519 ${encoded}\n@revoked * ssh-ed25519 ${encoded}`, 'revoked'],
    ['does not mind that another key is revoked', `@revoked * ssh-rsa ${other}`, 'unknown'],
    ['does not take an authority for a host', `@cert-authority * ssh-ed25519 ${encoded}`, 'unknown'],
    [
      'skips comments, blank and broken lines',
      `# web ssh-ed25519 ${encoded}\n\nweb\nweb ssh-ed25519`,
      'unknown',
    ],
    ['is empty', '', 'unknown'],
  ])('%s', (_case, text, verdict) => {
    expect(judgeHostKey(text, 'web', key)).toBe(verdict);
  });

  it('names the port where it is not the usual one', () => {
    expect(knownHostName('Web', 22)).toBe('web');
    expect(knownHostName('Web', 2222)).toBe('[web]:2222');
    const text = `${hashed('[web]:2222')} ssh-ed25519 ${encoded}\n[mail]:2222 ssh-rsa ${encoded}`;
    expect(judgeHostKey(text, '[web]:2222', key)).toBe('known');
    expect(judgeHostKey(text, '[mail]:2222', key)).toBe('known');
  });

  it('tells the types of the keys it has', () => {
    const text = `web ssh-rsa ${other}\n@revoked web ssh-dss ${other}\nmail ssh-ed25519 ${encoded}`;
    expect(knownKeyTypes(text, 'web')).toEqual(['ssh-rsa']);
  });
});
