import type { SecretChange } from '../../../shared/ipc.js';
import { webhookProblem, type Mail, type MessageChannel, type Messages } from '../../../shared/messages.js';
import type { SecretPlace } from '../../../shared/profile/profile.js';
import { messagesText } from './text.js';

/** What the form of messages holds while somebody types. */
export interface MessageValues {
  readonly webhook: boolean;
  /** What was typed; `''` where the one that is kept stays. */
  readonly webhookAddress: string;
  readonly mail: boolean;
  readonly mailHost: string;
  readonly mailPort: string;
  readonly mailEncryption: Mail['encryption'];
  readonly mailUser: string;
  /** What was typed; `''` where the one that is kept stays. */
  readonly mailPassword: string;
  readonly mailFrom: string;
  readonly mailTo: string;
}

export type MessageField = 'webhookAddress' | 'mailHost' | 'mailPort' | 'mailUser' | 'mailFrom' | 'mailTo';

/** From top to bottom, with where each stands in the settings; the address of the webhook does not. */
export const MESSAGE_FIELDS: readonly (readonly [MessageField, string])[] = [
  ['webhookAddress', ''],
  ['mailHost', 'messages.mail.host'],
  ['mailPort', 'messages.mail.port'],
  ['mailUser', 'messages.mail.userName'],
  ['mailFrom', 'messages.mail.from'],
  ['mailTo', 'messages.mail.to'],
];

export type KeptMessageSecrets = Readonly<Record<MessageChannel, SecretPlace>>;

/** The usual port of each way to encrypt. */
export const MAIL_PORTS: Readonly<Record<Mail['encryption'], string>> = {
  tls: '465',
  starttls: '587',
  none: '25',
};

/** What the fields begin with. */
export function messageValuesOf({ webhook, mail }: Messages): MessageValues {
  return {
    webhook,
    webhookAddress: '',
    mail: mail !== null,
    mailHost: mail?.host ?? '',
    mailPort: mail === null ? MAIL_PORTS.tls : String(mail.port),
    mailEncryption: mail?.encryption ?? 'tls',
    mailUser: mail?.userName ?? '',
    mailPassword: '',
    mailFrom: mail?.from ?? '',
    mailTo: mail?.to ?? '',
  };
}

/** The part of the settings that was typed. What is wrong with it, `MessagesSchema` says. */
export function typedMessages(values: MessageValues): Messages {
  return { webhook: values.webhook, mail: values.mail ? typedMail(values) : null };
}

/** How mail is sent, as it was typed. */
export function typedMail(values: MessageValues): Mail {
  const port = values.mailPort.trim();
  return {
    host: values.mailHost,
    port: /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN,
    encryption: values.mailEncryption,
    userName: values.mailUser,
    from: values.mailFrom,
    to: values.mailTo,
  };
}

/** How the secret of a channel changes; one that nothing needs any more is forgotten. */
export function secretChangeOf(channel: MessageChannel, values: MessageValues): SecretChange {
  const wanted = channel === 'webhook' ? values.webhook : values.mail && values.mailUser.trim() !== '';
  const typed = channel === 'webhook' ? values.webhookAddress.trim() : values.mailPassword;
  if (!wanted) return { kind: 'remove' };
  return typed === '' ? { kind: 'keep' } : { kind: 'set', secret: typed };
}

/** What is wrong with the address of the webhook, as a sentence. */
export function webhookError(values: MessageValues, kept: KeptMessageSecrets): string | undefined {
  if (!values.webhook) return undefined;
  const typed = values.webhookAddress.trim();
  if (typed !== '') return webhookProblem(typed);
  return kept.webhook === 'none' ? messagesText.noAddress : undefined;
}
