import { join } from 'node:path';
import { readFile, stat } from '../../targets/local/original-fs.js';
import type { KeptSecret } from '../../../shared/profile/profile.js';
import { accountFor } from '../../credentials/credentials.js';
import type { Asker } from '../conflict-prompt/asker.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import type { Ask, Sources } from './find-credentials.js';
import { signInText } from '../text/sign-in.js';

/** The places of this computer in which to look for a password, as far as the options let it. */
export function sourcesOf(options: Options, context: CliContext, reporter: Reporter, host: string): Sources {
  const asker = askerFor(options, context);
  return {
    environment: {
      password: context.env['EVENKEEL_PASSWORD'] ?? '',
      passphrase: context.env['EVENKEEL_PASSPHRASE'] ?? '',
      proxy: context.env['EVENKEEL_PROXY_PASSWORD'] ?? '',
    },
    keyring:
      options.keyring === false
        ? undefined
        : (account, kind) => fromKeyring(accountFor(account, kind), reporter),
    netrc: options.netrc === false ? undefined : () => netrcText(context, reporter),
    ask: asker === undefined ? undefined : askWith(asker, reporter, host),
  };
}

/** Whom to ask: nobody where there is no terminal, and nobody where the options say so, or a program reads along. */
export function askerFor({ prompt, json }: Options, { asker }: CliContext): Asker | undefined {
  return prompt === false || json === true ? undefined : asker;
}

function askWith(asker: Asker, reporter: Reporter, host: string): Ask {
  return {
    userName: async () => {
      reporter.pause();
      return (await asker.line(signInText.askUserName(host))) ?? '';
    },
    password: (userName) => {
      reporter.pause();
      return asker.secret(signInText.askPassword(userName, host));
    },
    passphrase: () => {
      reporter.pause();
      return asker.secret(signInText.askPassphrase);
    },
    proxyPassword: ({ url, userName }) => {
      reporter.pause();
      return asker.secret(signInText.askProxyPassword(userName, url.replace(/^.*@/, '')));
    },
  };
}

async function fromKeyring(account: string, reporter: Reporter): Promise<string | undefined> {
  try {
    const { openKeyring } = await import('../../credentials/keyring.js');
    return await (await openKeyring()).get(account);
  } catch {
    reporter.remark('detail', signInText.noKeyring);
    return undefined;
  }
}

/** Puts a secret into the keyring; says so where that is not possible. */
export async function store(
  account: string,
  kind: KeptSecret,
  stored: string,
  reporter: Reporter,
): Promise<void> {
  try {
    const { openKeyring } = await import('../../credentials/keyring.js');
    await (await openKeyring()).set(accountFor(account, kind), stored);
    reporter.remark('note', signInText.stored(kind));
  } catch {
    reporter.remark('warning', signInText.notStored(kind));
  }
}

/** The bits of a mode by which somebody else than its owner can read a file. */
const FOR_OTHERS = 0o044;

async function netrcText({ env, homeFolder, platform }: CliContext, reporter: Reporter): Promise<string> {
  const name = platform === 'win32' ? '_netrc' : '.netrc';
  const file = env['NETRC'] ?? join(homeFolder, name);
  try {
    const { mode } = await stat(file);
    if (platform !== 'win32' && (mode & FOR_OTHERS) !== 0) {
      reporter.remark('warning', signInText.netrcIsPublic(file));
    }
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
