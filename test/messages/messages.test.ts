import { afterEach, describe, expect, it } from 'vitest';
import { MessageService } from '../../src/main/app/messages/message-service.js';
import type { SyncResult } from '../../src/main/activity/sync-result.js';
import { Credentials } from '../../src/main/credentials/credentials.js';
import type { Mail, Messages } from '../../src/shared/messages.js';
import { NO_OUTCOMES } from '../../src/shared/run/run.js';
import { mailServer, webhook, type Listener } from './support.js';

const TOKEN = 'tok3n-of-the-webhook';
const RESULT: SyncResult = {
  kind: 'ran',
  report: {
    runId: 'run-1',
    profileId: 'p',
    trigger: 'schedule',
    dryRun: false,
    startedMs: 0,
    finishedMs: 60_000,
    end: {
      kind: 'broken-off',
      problem: {
        kind: 'connection-lost',
        what: 'The server left.',
        advice: 'Sync again.',
        reply: '421 s3cret',
      },
    },
    counts: { ...NO_OUTCOMES, done: 3, conflicts: 2 },
    bytes: 12,
    unreached: { items: 0, bytes: 0 },
    items: [],
  },
};
const PROFILE = { id: 'p', name: 'Web “site”' };

const listeners: Listener[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.stop();
});
function stopped<T extends Listener>(listener: T): T {
  listeners.push(listener);
  return listener;
}

function service(messages: Messages) {
  const logged: string[] = [];
  const concealed: string[] = [];
  const pauses: number[] = [];
  const logFailure = (what: string, error: unknown): void => void logged.push(`${what}: ${String(error)}`);
  const credentials = new Credentials({
    canEncrypt: () => false,
    wantsEncrypted: false,
    whyNone: 'None here.',
    conceal: (secret) => concealed.push(secret),
    logFailure,
  });
  const settings = { settings: { messages } };
  const made = new MessageService({
    credentials,
    settings,
    log: { conceal: (secret) => concealed.push(secret), failure: logFailure },
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  });
  return { made, settings, logged, concealed, pauses };
}

const set = (secret: string) => ({ kind: 'set', secret }) as const;
const WEBHOOK: Messages = { webhook: true, mail: null };

describe('a webhook', () => {
  it('is told of a run that needs attention, in the documented form', async () => {
    const hook = stopped(await webhook(204));
    const { made, logged, concealed } = service(WEBHOOK);
    await made.changeSecret('webhook', set(`http://127.0.0.1:${hook.port}/${TOKEN}?a=b`));
    expect(await made.places()).toEqual({ webhook: 'session', mail: 'none' });
    await made.tell(PROFILE, RESULT, '2 conflicts left.');
    const [posted] = hook.posted;
    expect(posted).toMatchObject({ method: 'POST', url: `/${TOKEN}?a=b` });
    expect(posted?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(posted?.body ?? '')).toEqual({
      version: 1,
      event: 'needs-attention',
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      profile: PROFILE,
      summary: '2 conflicts left.',
      run: {
        id: 'run-1',
        trigger: 'schedule',
        result: 'failed',
        startedAt: '1970-01-01T00:00:00.000Z',
        finishedAt: '1970-01-01T00:01:00.000Z',
        counts: { done: 3, failed: 0, skipped: 0, conflicts: 2 },
        bytes: 12,
      },
      problem: { kind: 'connection-lost', what: 'The server left.', advice: 'Sync again.' },
    });
    expect(logged).toEqual([]);
    expect(concealed).toContain(`/${TOKEN}`);
  });

  it('is tried again a few times, and then given up, without a word of its address in the log', async () => {
    const hook = stopped(await webhook(503, 429, 500, 200));
    const { made, logged, pauses } = service(WEBHOOK);
    await made.changeSecret('webhook', set(`http://localhost:${hook.port}/${TOKEN}`));
    await made.tell(PROFILE, RESULT, 'Failed.');
    expect(hook.posted).toHaveLength(3);
    expect(pauses).toEqual([5_000, 60_000]);
    expect(logged).toEqual([
      'A message about a run could not be sent (webhook): SendError: the server answered 500',
    ]);
    await made.tell(PROFILE, RESULT, 'Failed.');
    expect(hook.posted).toHaveLength(4);
  });

  it.each([404, { redirect: 'http://127.0.0.1:1/elsewhere' }])(
    'that answers %j is asked once',
    async (answer) => {
      const hook = stopped(await webhook(answer));
      const { made, logged } = service(WEBHOOK);
      await made.changeSecret('webhook', set(`http://127.0.0.1:${hook.port}/${TOKEN}`));
      await made.tell(PROFILE, RESULT, 'Failed.');
      expect(hook.posted).toHaveLength(1);
      expect(logged).toHaveLength(1);
      expect(logged.join()).not.toMatch(/tok3n|elsewhere/);
    },
  );

  it('that is not there is told without its address', async () => {
    const hook = await webhook(200);
    await hook.stop();
    const { made } = service(WEBHOOK);
    const answer = await made.test('webhook', null, set(`http://127.0.0.1:${hook.port}/${TOKEN}`));
    expect(answer).toMatchObject({
      kind: 'refused',
      problem: { what: expect.stringContaining('not reached (ECONNREFUSED)') as string },
    });
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
  });

  it('without encryption is refused, unless it is on this computer, and never kept', async () => {
    const { made } = service(WEBHOOK);
    expect(await made.changeSecret('webhook', set('http://example.com/x'))).toMatchObject({
      kind: 'refused',
    });
    expect((await made.places()).webhook).toBe('none');
    expect(await made.test('webhook', null, set('http://example.com/x'))).toMatchObject({ kind: 'refused' });
  });

  it('is tried with what was typed, or with what is kept', async () => {
    const hook = stopped(await webhook(200));
    const { made } = service({ webhook: false, mail: null });
    const address = `http://127.0.0.1:${hook.port}/${TOKEN}`;
    expect(await made.test('webhook', null, set(address))).toEqual({ kind: 'ok', value: null });
    expect((await made.places()).webhook).toBe('none');
    await made.changeSecret('webhook', set(address));
    expect(await made.test('webhook', null, { kind: 'keep' })).toEqual({ kind: 'ok', value: null });
    expect(hook.posted.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual([
      'test',
      'test',
    ]);
    await made.changeSecret('webhook', { kind: 'remove' });
    expect(await made.test('webhook', null, { kind: 'keep' })).toMatchObject({ kind: 'refused' });
    // Nobody wants it now.
    await made.tell(PROFILE, RESULT, 'Failed.');
    expect(hook.posted).toHaveLength(2);
  });
});

describe('mail', () => {
  const mail = (port: number, part: Partial<Mail> = {}): Mail => ({
    host: '127.0.0.1',
    port,
    encryption: 'none',
    userName: 'anna',
    from: 'anna@example.com',
    to: 'ops@example.com',
    ...part,
  });

  it('tells of a run that needs attention', async () => {
    const server = stopped(await mailServer('anna', 's3cret'));
    const { made, logged } = service({ webhook: false, mail: mail(server.port) });
    await made.changeSecret('mail', set('s3cret'));
    await made.tell(PROFILE, RESULT, '2 conflicts left.');
    expect(logged).toEqual([]);
    const [sent = ''] = server.mails;
    expect(sent).toContain('From: Evenkeel <anna@example.com>');
    expect(sent).toContain('To: ops@example.com');
    expect(sent).toContain('2 conflicts left.');
    expect(sent).not.toContain('s3cret');
  });

  it('with a wrong password is tried once, and nothing of it is told', async () => {
    const server = stopped(await mailServer('anna', 's3cret'));
    const { made, logged, pauses } = service({ webhook: false, mail: mail(server.port) });
    await made.changeSecret('mail', set('wrong-one'));
    await made.tell(PROFILE, RESULT, 'Failed.');
    expect(pauses).toEqual([]);
    expect(logged).toEqual([
      'A message about a run could not be sent (mail): SendError: the mail server refused the user name or password',
    ]);
    const answer = await made.test('mail', mail(server.port), set('wrong-two'));
    expect(answer).toMatchObject({
      problem: { what: expect.stringContaining('refused the user name or password') as string },
    });
  });

  it('is tried with the password that is kept at the server that it was kept for, and at no other', async () => {
    const [own, other] = [
      stopped(await mailServer('anna', 's3cret')),
      stopped(await mailServer('anna', 's3cret')),
    ];
    const { made } = service({ webhook: false, mail: mail(own.port) });
    await made.changeSecret('mail', set('s3cret'));
    expect(await made.test('mail', mail(own.port), { kind: 'keep' })).toEqual({ kind: 'ok', value: null });
    const elsewhere = mail(other.port, { host: 'localhost' });
    expect(await made.test('mail', elsewhere, { kind: 'keep' })).toMatchObject({ kind: 'refused' });
    expect([own.mails.length, other.mails.length]).toEqual([1, 0]);
  });

  it('S12: goes to a server that the settings name later without the password that was kept for another', async () => {
    const [own, other] = [
      stopped(await mailServer('anna', 's3cret')),
      stopped(await mailServer('anna', 's3cret')),
    ];
    const { made, settings, logged } = service({ webhook: false, mail: mail(own.port) });
    await made.changeSecret('mail', set('s3cret'));
    expect(await made.places()).toEqual({ webhook: 'none', mail: 'session' });
    settings.settings = { messages: { webhook: false, mail: mail(other.port, { host: 'localhost' }) } };
    expect(await made.places()).toEqual({ webhook: 'none', mail: 'none' });
    await made.tell(PROFILE, RESULT, 'Failed.');
    expect(other.mails).toEqual([]);
    expect(logged).toHaveLength(1);
  });

  it('is not sent where the connection cannot be encrypted as it shall be', async () => {
    const server = stopped(await mailServer('anna', 's3cret'));
    const { made } = service({ webhook: false, mail: null });
    for (const encryption of ['tls', 'starttls'] as const) {
      const answer = await made.test('mail', mail(server.port, { encryption }), set('s3cret'));
      expect(answer.kind).toBe('refused');
    }
    expect(server.mails).toEqual([]);
  });
});
