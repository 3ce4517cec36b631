import * as v from 'valibot';
import type { KeptSecret, ProfileId } from '../../shared/profile/profile.js';
import { readProxy } from '../../shared/connection/proxy.js';

/** A secret that somebody has written into the file with the profiles, where none belongs. */
export interface FoundSecret {
  readonly id: ProfileId;
  readonly kind: KeptSecret;
  readonly secret: string;
}

/** Under which name the file may have each secret of a profile. */
const NAMES: Readonly<Record<KeptSecret, string>> = {
  password: 'password',
  passphrase: 'passphrase',
  proxy: 'proxyPassword',
};
const KINDS = ['password', 'passphrase', 'proxy'] as const satisfies readonly KeptSecret[];

const ByProxySchema = v.looseObject({
  options: v.looseObject({ line: v.looseObject({ proxy: v.string() }) }),
});

/** The secrets of one profile. */
export type SecretsByKind = Readonly<Partial<Record<KeptSecret, string>>>;

/** What stands in the file of a profile, without the secrets in it, and these. The address of the remote folder is left as it is. */
export function separateSecrets(written: Readonly<Record<string, unknown>>): {
  readonly rest: Readonly<Record<string, unknown>>;
  readonly secrets: SecretsByKind;
} {
  const secrets: Partial<Record<KeptSecret, string>> = {};
  const rest = { ...written };
  const byProxy = v.safeParse(ByProxySchema, written);
  if (byProxy.success) {
    const { options } = byProxy.output;
    const proxy = readProxy(options.line.proxy);
    if (proxy !== undefined && proxy.password !== '') {
      secrets.proxy = proxy.password;
      rest['options'] = { ...options, line: { ...options.line, proxy: proxy.url } };
    }
  }
  for (const kind of KINDS) {
    const secret = rest[NAMES[kind]];
    // Anything else makes the profile one that is not fit for use, as everything does that is not known.
    if (typeof secret !== 'string') continue;
    Reflect.deleteProperty(rest, NAMES[kind]);
    if (secret !== '') secrets[kind] = secret;
  }
  return { rest, secrets };
}

/** The secrets that `separateSecrets` removed, as the file has them. */
export function secretsWritten(secrets: SecretsByKind): Readonly<Record<string, string>> {
  return Object.fromEntries(
    KINDS.flatMap((kind) => (secrets[kind] === undefined ? [] : [[NAMES[kind], secrets[kind]]])),
  );
}

/** The secrets of several profiles, one by one. */
export function eachSecret(found: ReadonlyMap<ProfileId, SecretsByKind>): readonly FoundSecret[] {
  return [...found].flatMap(([id, secrets]) =>
    KINDS.flatMap((kind) => (secrets[kind] === undefined ? [] : [{ id, kind, secret: secrets[kind] }])),
  );
}
