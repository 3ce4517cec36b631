import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MailSchema, webhookProblem, type Mail } from './messages.js';

describe('the address of a webhook', () => {
  it.each([
    'https://example.com/hook?token=abc',
    'https://example.com:8443/',
    'http://localhost:9000/hook',
    'http://127.0.0.1/x',
    'http://[::1]:80/x',
  ])('can be %s', (url) => {
    expect(webhookProblem(url)).toBeUndefined();
  });

  it.each([
    ['', 'whole address'],
    ['example.com/hook', 'whole address'],
    ['http://example.com/hook', 'https://'],
    ['http://127.0.0.1.example.com/', 'https://'],
    ['file:///etc/passwd', 'https://'],
    ['https://anna:secret@example.com/', 'without user name'],
    [`https://example.com/${'x'.repeat(2_000)}`, '2,000'],
  ])('cannot be %s', (url, why) => {
    expect(webhookProblem(url)).toContain(why);
  });
});

describe('mail', () => {
  const mail: Mail = {
    host: 'mail.example.com',
    port: 465,
    encryption: 'tls',
    userName: 'anna',
    from: 'anna@example.com',
    to: 'ops@example.com',
  };

  it.each<[string, Partial<Mail>, boolean]>([
    ['over TLS', {}, true],
    ['without sign-in and encryption', { encryption: 'none', userName: '' }, true],
    ['with a sign-in, unencrypted, on this computer', { encryption: 'none', host: '127.0.0.1' }, true],
    ['with a sign-in that others can read', { encryption: 'none' }, false],
    ['to two addresses', { to: 'a@example.com, b@example.com' }, false],
    ['with another header in an address', { from: 'a@example.com\r\nBcc: all@example.com' }, false],
    ['to no server', { host: '' }, false],
    ['to no port', { port: 0 }, false],
  ])('%s', (_what, part, fits) => {
    expect(v.safeParse(MailSchema, { ...mail, ...part }).success).toBe(fits);
  });
});
