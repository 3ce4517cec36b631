import { setTimeout as after } from 'node:timers/promises';
import type { Answer, SecretChange } from '../../../shared/ipc.js';
import { refused } from '../../../shared/ipc.js';
import { webhookProblem, type Mail, type MessageChannel, type Messages } from '../../../shared/messages.js';
import type { Profile, SecretPlace } from '../../../shared/profile/profile.js';
import type { SyncResult } from '../../activity/sync-result.js';
import type { Credentials } from '../../credentials/credentials.js';
import type { Log } from '../diagnostics/log.js';
import { appText } from '../text.js';
import { messageOf, testMessage, type Message } from './message.js';
import { SendError, sendWithRetries } from './send-error.js';
import { sendMail } from './send-mail.js';
import { sendWebhook } from './send-webhook.js';

const text = appText.messages;

const WEBHOOK = 'Webhook';

/**
 * Under which name the keyring has the password for mail (S12): it goes to nobody but the server and user that it was kept for. No profile is called
 * so, nor as the webhook is: their names have no capitals.
 */
function mailOwner({ host, userName }: Mail): string {
  return `Mail ${userName}@${host}`;
}

/** The same of either channel; `undefined` where no mail is sent. */
function ownerOf(channel: MessageChannel, mail: Mail | null): string | undefined {
  if (channel === 'webhook') return WEBHOOK;
  return mail === null ? undefined : mailOwner(mail);
}

export interface MessageServiceParts {
  readonly credentials: Pick<Credentials, 'secretOf' | 'placeOf' | 'set' | 'remove'>;
  readonly settings: { readonly settings: { readonly messages: Messages } };
  /** Is told what must not stand in it. */
  readonly log: Pick<Log, 'conceal' | 'failure'>;
  /** Resolves after so many milliseconds. */
  readonly pause?: ((ms: number) => Promise<void>) | undefined;
}

/** Tells of runs that need attention beyond this computer: by a webhook and by mail, where somebody wants that. */
export class MessageService {
  readonly #parts: MessageServiceParts;
  readonly #ended = new AbortController();

  constructor(parts: MessageServiceParts) {
    this.#parts = parts;
  }

  /** Tells of a run that needs attention. Never rejects: what could not be sent is in the log. */
  async tell(profile: Pick<Profile, 'id' | 'name'>, result: SyncResult, words: string): Promise<void> {
    const { webhook, mail } = this.#parts.settings.settings.messages;
    const message = messageOf(profile, result, words, Date.now());
    await Promise.all([
      webhook
        ? this.#sendPatiently('webhook', async () => sendWebhook(await this.#secretOf(WEBHOOK), message))
        : undefined,
      mail === null
        ? undefined
        : this.#sendPatiently('mail', async () =>
            sendMail(mail, await this.#secretOf(mailOwner(mail)), message),
          ),
    ]);
  }

  /**
   * Sends a message to see whether it arrives, with what stands in the form. A password that is kept goes to nobody but the server and user that it was
   * kept for.
   */
  async test(channel: MessageChannel, mail: Mail | null, secret: SecretChange): Promise<Answer<null>> {
    const message = testMessage(text.test, Date.now());
    try {
      if (secret.kind === 'set') this.#conceal(secret.secret);
      const owner = ownerOf(channel, mail);
      const known = secret.kind === 'keep' && owner !== undefined ? await this.#secretOf(owner) : '';
      await this.#send(channel, mail, secret.kind === 'set' ? secret.secret : known, message);
      return { kind: 'ok', value: null };
    } catch (error) {
      this.#parts.log.failure(`A test message could not be sent (${channel})`, error);
      const why = error instanceof SendError ? error.message : text.unknown;
      return refused({ kind: 'other', ...text.notSent[channel](why) });
    }
  }

  /** Where the secret of each channel is kept. */
  async places(): Promise<Readonly<Record<MessageChannel, SecretPlace>>> {
    const placeOf = (channel: MessageChannel): Promise<SecretPlace> => {
      const owner = this.#ownerOf(channel);
      if (owner === undefined) return Promise.resolve('none');
      return this.#parts.credentials.placeOf(owner, 'password');
    };
    const [webhook, mail] = await Promise.all([placeOf('webhook'), placeOf('mail')]);
    return { webhook, mail };
  }

  /** Keeps the secret of a channel, or forgets it: of mail, for the server and user that the settings name. */
  async changeSecret(channel: MessageChannel, change: SecretChange): Promise<Answer<null>> {
    const { credentials } = this.#parts;
    const owner = this.#ownerOf(channel);
    if (owner === undefined) return { kind: 'ok', value: null };
    if (change.kind === 'set') {
      const problem = channel === 'webhook' ? webhookProblem(change.secret) : undefined;
      if (problem !== undefined)
        return refused({ kind: 'invalid', what: problem, advice: text.checkAddress });
      this.#conceal(change.secret);
      await credentials.set(owner, 'password', change.secret);
    } else if (change.kind === 'remove') await credentials.remove(owner, 'password');
    return { kind: 'ok', value: null };
  }

  /** No message is tried again from now on. */
  end(): void {
    this.#ended.abort();
  }

  async #sendPatiently(channel: MessageChannel, send: () => Promise<void>): Promise<void> {
    const pause =
      this.#parts.pause ?? ((ms: number) => after(ms, undefined, { signal: this.#ended.signal, ref: false }));
    try {
      await sendWithRetries(send, pause);
    } catch (error) {
      if (!this.#ended.signal.aborted)
        this.#parts.log.failure(`A message about a run could not be sent (${channel})`, error);
    }
  }

  async #send(channel: MessageChannel, mail: Mail | null, secret: string, message: Message): Promise<void> {
    if (channel === 'webhook') return sendWebhook(secret, message);
    if (mail === null) throw new SendError(text.noMail, false);
    return sendMail(mail, secret, message);
  }

  #ownerOf(channel: MessageChannel): string | undefined {
    return ownerOf(channel, this.#parts.settings.settings.messages.mail);
  }

  async #secretOf(owner: string): Promise<string> {
    const secret = await this.#parts.credentials.secretOf(owner, 'password');
    this.#conceal(secret);
    return secret;
  }

  /** Of a webhook, what follows the name of its server is the secret, wherever it is told without the rest. */
  #conceal(secret: string): void {
    if (secret === '') return;
    this.#parts.log.conceal(secret);
    if (!URL.canParse(secret)) return;
    const { pathname, search } = new URL(secret);
    if (pathname.length > 8) this.#parts.log.conceal(pathname);
    if (search.length > 8) this.#parts.log.conceal(search);
  }
}
