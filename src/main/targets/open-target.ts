import { homedir } from 'node:os';
import type { RemoteAddress } from '../../shared/profile/remote.js';
import { withProxyPassword } from '../../shared/connection/proxy.js';
import { DEFAULT_OPTIONS, type ProfileOptions } from '../../shared/profile/profile-options.js';
import type { Side } from '../../shared/entry/entry.js';
import { FtpTarget } from './ftp/ftp-target.js';
import { encodingOf } from './ftp/protocol/encodings.js';
import { LocalTarget } from './local/local-target.js';
import { MaskedTarget, type ServerTarget } from './secrets/masked-target.js';
import { secretMask } from './secrets/secret-mask.js';
import { SftpTarget } from './sftp/sftp-target.js';
import type { ServerFindingsStore } from '../../shared/connection/server-findings.js';
import type { Target } from './target.js';

/** What a server wants to know of the user, and what the user knows of the server. */
export interface SignIn {
  readonly userName: string;
  readonly password: string;
  /** SHA-256 fingerprint of the certificate, or of the SSH host key, that the user chose to trust for this profile. */
  readonly trustedCertificate?: string | undefined;
  /** SFTP only: a private key to sign in with, and what opens it; the password is tried as well. */
  readonly privateKeyFile?: string | undefined;
  readonly passphrase?: string | undefined;
  /** For the proxy, where it wants a sign-in; its user name is in the profile. */
  readonly proxyPassword?: string | undefined;
}

/** What a profile says about how a target is reached and read. */
export type TargetOptions = Pick<ProfileOptions, 'line' | 'connections' | 'links' | 'permissions'> & {
  readonly dialogue?: Dialogue | undefined;
  /** Where Evenkeel keeps its own state on this computer, as absolute paths: shown as such, wherever it lies. */
  readonly ownPlaces?: readonly string[] | undefined;
  readonly findings?: ServerFindingsStore | undefined;
};

/** Gets the dialogue with a server, line by line, secrets masked. */
export type Dialogue = (line: string) => void;

type ServerAddress = Extract<RemoteAddress, { kind: 'server' }>;

function ftpTarget(
  address: ServerAddress,
  side: Side,
  signIn: SignIn,
  { line, connections, links, permissions, dialogue, findings }: TargetOptions,
): ServerTarget {
  const secure = address.protocol === 'ftps';
  // An address without a port comes with 21, where TLS never is there from the first byte.
  const port = secure && line.tls === 'implicit' && address.port === 21 ? 990 : address.port;
  return new FtpTarget({
    host: address.host,
    port,
    secure,
    line: { ...line, proxy: withProxyPassword(line.proxy, signIn.proxyPassword ?? '') },
    connections,
    userName: signIn.userName,
    password: signIn.password,
    trustedCertificate: signIn.trustedCertificate,
    path: address.path,
    side,
    dialogue,
    findings,
    followLinks: links === 'follow',
    keepPermissions: permissions === 'keep',
  });
}

function sftpTarget(
  address: ServerAddress,
  side: Side,
  signIn: SignIn,
  { line, connections, links, permissions, dialogue }: TargetOptions,
): ServerTarget {
  return new SftpTarget({
    host: address.host,
    port: address.port,
    userName: signIn.userName,
    password: signIn.password,
    privateKeyFile: line.privateKeyFile ?? signIn.privateKeyFile,
    passphrase: signIn.passphrase,
    proxy: withProxyPassword(line.proxy, signIn.proxyPassword ?? ''),
    trustedHostKey: signIn.trustedCertificate,
    path: address.path,
    side,
    dialogue,
    connections,
    followLinks: links === 'follow',
    keepPermissions: permissions === 'keep',
    oldAlgorithms: line.oldSshAlgorithms,
    homeFolder: homedir(),
    agentSocket: process.env['SSH_AUTH_SOCK'] ?? (process.platform === 'win32' ? WINDOWS_AGENT : undefined),
  });
}

/** Where the agent of Windows' own OpenSSH listens. */
const WINDOWS_AGENT = String.raw`\\.\pipe\openssh-ssh-agent`;

/** How to make the target for each protocol that an address can name. */
const PROTOCOLS: Readonly<
  Record<
    ServerAddress['protocol'],
    (address: ServerAddress, side: Side, signIn: SignIn, options: TargetOptions) => ServerTarget
  >
> = {
  ftp: ftpTarget,
  ftps: ftpTarget,
  sftp: sftpTarget,
};

/**
 * Makes the target for an address. `side` is named in its problems. Nothing is connected yet. No secret of the sign-in shows in what it says,
 * whatever the server does with it (S12).
 */
export function openTarget(
  address: RemoteAddress,
  side: Side,
  signIn: SignIn,
  options: TargetOptions = DEFAULT_OPTIONS,
): Target {
  if (address.kind === 'folder') return new LocalTarget(address.path, side, options);
  const open = PROTOCOLS[address.protocol];
  const mask = secretMask({
    secrets: [signIn.password, signIn.passphrase, signIn.proxyPassword],
    encode: (text) => encodingOf(options.line.encoding.toLowerCase())?.encode(text),
  });
  if (mask === undefined) return open(address, side, signIn, options);
  const { dialogue } = options;
  const quiet = dialogue && ((line: string) => dialogue(mask(line)));
  return new MaskedTarget(open(address, side, signIn, { ...options, dialogue: quiet }), mask);
}
