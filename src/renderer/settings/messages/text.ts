import type { Mail, MessageChannel } from '../../../shared/messages.js';

/** The text of the settings of messages. */
export const messagesText = {
  title: 'Messages',
  hint: 'When a run in the background needs attention: conflicts, failures, or a profile that could not run.',
  webhook: 'Call a webhook',
  webhookAddress: 'Address of the webhook',
  webhookHint: 'Begins with https://. It is kept like a password.',
  noAddress: 'Enter the address of the webhook.',
  mail: 'Send mail',
  host: 'Mail server',
  port: 'Port',
  encryption: 'Encryption',
  encryptions: {
    tls: 'TLS',
    starttls: 'STARTTLS',
    none: 'None',
  } satisfies Record<Mail['encryption'], string>,
  user: 'User name',
  userHint: 'Empty if the server wants no sign-in.',
  password: 'Password',
  from: 'From',
  to: 'To',
  kept: 'Saved. Leave it empty to keep it.',
  send: { webhook: 'Send test message', mail: 'Send test mail' } satisfies Record<MessageChannel, string>,
  sending: 'Sending…',
  sent: 'Sent. Check that it arrived.',
} as const;
