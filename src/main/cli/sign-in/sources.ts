import { join } from 'node:path';
import { readFile, stat } from '../../targets/local/original-fs.js';
import type { KeptSecret } from '../../../shared/profile/profile.js';
import { accountFor } from '../../credentials/credentials.js';
import type { Asker } from '../conflict-prompt/asker.js';
import type { Options } from '../options/read-options.js';
import type { Narrator } from '../output/reporter.js';
import type { Shell } from '../cli-context.js';
import type { Ask, Sources } from './find-credentials.js';

/** The places of this computer in which to look for a password, as far as the options let it. */
export function sourcesOf(options: Options, shell: Shell, narrator: Narrator, host: string): Sources {
  const asker = askerFor(options, shell);
  return {
    environment: {
      password: shell.env['EVENKEEL_PASSWORD'] ?? '',
      passphrase: shell.env['EVENKEEL_PASSPHRASE'] ?? '',
      proxy: shell.env['EVENKEEL_PROXY_PASSWORD'] ?? '',
    },
    keyring:
      options.keyring === false
        ? undefined
        : (account, kind) => fromKeyring(accountFor(account, kind), narrator),
    netrc: options.netrc === false ? undefined : () => netrcText(shell, narrator),
    ask: asker === undefined ? undefined : askWith(asker, narrator, host),
  };
}

/** Whom to ask: nobody where there is no terminal, and nobody where the options say so, or a program reads along. */
export function askerFor({ prompt, json }: Options, { asker }: Shell): Asker | undefined {
  return prompt === false || json === true ? undefined : asker;
}

function askWith(asker: Asker, narrator: Narrator, host: string): Ask {
  return {
    userName: async () => {
      narrator.pause();
      return (await asker.line(`User name for ${host} (empty for anonymous): `)) ?? '';
    },
    password: (userName) => {
      narrator.pause();
      return asker.secret(`Password of ${userName} for ${host}: `);
    },
    passphrase: () => {
      narrator.pause();
      return asker.secret('Passphrase of the key (empty to give a password): ');
    },
    proxyPassword: ({ url, userName }) => {
      narrator.pause();
      return asker.secret(`Password of ${userName} for the proxy ${url.replace(/^.*@/, '')}: `);
    },
  };
}

async function fromKeyring(account: string, narrator: Narrator): Promise<string | undefined> {
  try {
    const { openKeyring } = await import('../../credentials/keyring.js');
    return await (await openKeyring()).get(account);
  } catch {
    narrator.remark('detail', 'There is no working keyring.');
    return undefined;
  }
}

const NAMES: Readonly<Record<KeptSecret, string>> = {
  password: 'password',
  passphrase: 'passphrase',
  proxy: 'password for the proxy',
};

/** Puts a secret into the keyring; says so where that is not possible. */
export async function store(
  account: string,
  kind: KeptSecret,
  stored: string,
  narrator: Narrator,
): Promise<void> {
  try {
    const { openKeyring } = await import('../../credentials/keyring.js');
    await (await openKeyring()).set(accountFor(account, kind), stored);
    narrator.remark('note', `The ${NAMES[kind]} is in the keyring now.`);
  } catch {
    narrator.remark('warning', `There is no working keyring, so the ${NAMES[kind]} was not saved.`);
  }
}

/** The bits of a mode by which somebody else than its owner can read a file. */
const FOR_OTHERS = 0o044;

async function netrcText({ env, homeFolder, platform }: Shell, narrator: Narrator): Promise<string> {
  const name = platform === 'win32' ? '_netrc' : '.netrc';
  const file = env['NETRC'] ?? join(homeFolder, name);
  try {
    const { mode } = await stat(file);
    if (platform !== 'win32' && (mode & FOR_OTHERS) !== 0) {
      narrator.remark(
        'warning',
        `Others can read “${file}” and the passwords in it. Make it private: chmod 600 ${file}`,
      );
    }
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
