import * as v from 'valibot';

/** How what needs attention is told of beyond this computer. */
export const MESSAGE_CHANNELS = ['webhook', 'mail'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

const LONGEST_URL = 2_000;

/** Only this computer itself is at the other end: nobody reads along. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** Why an address cannot be that of a webhook, as a sentence; `undefined` where it can. */
export function webhookProblem(text: string): string | undefined {
  if (text.length > LONGEST_URL) return 'The address has more than 2,000 characters.';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return 'Enter a whole address, such as https://example.com/hook.';
  if (url.username !== '' || url.password !== '') return 'Enter the address without user name and password.';
  if (url.protocol === 'https:') return undefined;
  return url.protocol === 'http:' && isLoopback(url.hostname)
    ? undefined
    : 'The address has to begin with https://.';
}

const PORT = 'Write a port from 1 to 65,535.';

/** One address of mail, alone: nothing that would begin another header or name another recipient. */
const AddressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254, 'The address is longer than 254 characters.'),
  v.regex(
    /^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u,
    'Enter an address such as anna@example.com.',
  ),
);

export const MailSchema = v.pipe(
  v.object({
    host: v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^[^\s/\\?#@\p{Cc}]{1,253}$/u, 'Enter the name of the mail server, such as mail.example.com.'),
    ),
    port: v.pipe(v.number(PORT), v.integer(PORT), v.minValue(1, PORT), v.maxValue(65_535, PORT)),
    /** `tls` from the first byte, `starttls` before anything is told, or nothing. */
    encryption: v.picklist(['tls', 'starttls', 'none']),
    /** Empty where the server wants no sign-in. */
    userName: v.pipe(v.string(), v.trim(), v.maxLength(256)),
    from: AddressSchema,
    to: AddressSchema,
  }),
  v.forward(
    v.check(
      ({ encryption, userName, host }) => encryption !== 'none' || userName === '' || isLoopback(host),
      'A sign-in needs an encrypted connection.',
    ),
    ['userName'],
  ),
);
/** How mail is sent; the password is in the keyring. */
export type Mail = Readonly<v.InferOutput<typeof MailSchema>>;

export const MessagesSchema = v.object({
  /** Whether a webhook is called; its address is in the keyring, for it lets whoever has it write there. */
  webhook: v.optional(v.boolean(), false),
  /** `null` where no mail is sent. */
  mail: v.optional(v.nullable(MailSchema), null),
});
export type Messages = Readonly<v.InferOutput<typeof MessagesSchema>>;
