import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../shared/messages.js';
import { DEFAULT_SETTINGS } from '../../../shared/settings.js';
import { checkSettings, valuesOf } from '../settings-form.js';
import { messageValuesOf, secretChangeOf, typedMessages } from './message-values.js';

const MAIL: Mail = {
  host: 'mail.example.com',
  port: 587,
  encryption: 'starttls',
  userName: 'anna',
  from: 'anna@example.com',
  to: 'ops@example.com',
};
const NONE = { webhook: 'none', mail: 'none' } as const;
const KEPT = { webhook: 'keyring', mail: 'keyring' } as const;
const VALUES = valuesOf(DEFAULT_SETTINGS);

describe('the settings of messages', () => {
  it.each([
    { webhook: false, mail: null },
    { webhook: true, mail: MAIL },
  ])('come back from their fields as they were: %j', (messages) => {
    expect(typedMessages(messageValuesOf(messages))).toEqual(messages);
  });

  it('never hold the address of the webhook or a password', () => {
    const typed = {
      ...VALUES,
      webhook: true,
      webhookAddress: 'https://example.com/s3cret',
      mailPassword: 's3cret',
    };
    const checked = checkSettings(typed, NONE);
    expect(checked).toMatchObject({ kind: 'valid', settings: { messages: { webhook: true } } });
    expect(JSON.stringify(checked)).not.toContain('s3cret');
  });

  it('want an address for a webhook, unless one is kept', () => {
    const wanted = { ...VALUES, webhook: true };
    expect(checkSettings(wanted, NONE)).toMatchObject({
      kind: 'invalid',
      errors: { webhookAddress: 'Enter the address of the webhook.' },
    });
    expect(checkSettings(wanted, KEPT).kind).toBe('valid');
    const plain = checkSettings({ ...wanted, webhookAddress: 'http://example.com' }, KEPT);
    expect(plain).toMatchObject({ errors: { webhookAddress: 'The address has to begin with https://.' } });
  });

  it('say what is wrong with mail at its field', () => {
    const typed = {
      ...VALUES,
      ...messageValuesOf({ webhook: false, mail: MAIL }),
      mailPort: 'many',
      mailTo: 'ops',
    };
    const checked = checkSettings({ ...typed, mailHost: '' }, KEPT);
    expect(checked.kind === 'invalid' && Object.keys(checked.errors)).toEqual([
      'mailHost',
      'mailPort',
      'mailTo',
    ]);
    const plain = checkSettings(
      { ...VALUES, ...messageValuesOf({ webhook: false, mail: { ...MAIL, encryption: 'none' } }) },
      KEPT,
    );
    expect(plain).toMatchObject({ errors: { mailUser: 'A sign-in needs an encrypted connection.' } });
  });

  it('keep, set and forget secrets as they are needed', () => {
    const values = messageValuesOf({ webhook: true, mail: MAIL });
    expect(secretChangeOf('webhook', values)).toEqual({ kind: 'keep' });
    expect(secretChangeOf('webhook', { ...values, webhook: false })).toEqual({ kind: 'remove' });
    expect(secretChangeOf('mail', { ...values, mailPassword: 'x' })).toEqual({ kind: 'set', secret: 'x' });
    expect(secretChangeOf('mail', { ...values, mailUser: '' })).toEqual({ kind: 'remove' });
  });
});
