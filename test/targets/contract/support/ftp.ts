import { describe, test } from 'vitest';
import { openTarget, type TargetOptions } from '../../../../src/main/targets/open-target.js';
import type { Target } from '../../../../src/main/targets/target.js';
import {
  DEFAULT_LINE,
  DEFAULT_OPTIONS,
  type LineOptions,
} from '../../../../src/shared/profile/profile-options.js';
import type { ServerName, TestServer } from '../../../servers/server.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { describeContract } from './cases.js';

/** What is known of a server. */
export interface ServerTraits {
  readonly setsTimes: boolean;
  /** Whether it can go on in the middle of a file. */
  readonly resumes: boolean;
  readonly misreads: readonly string[];
  readonly refusesFiles: readonly string[];
  readonly refusesFolders: readonly string[];
}

/** The target for a server that a test has started. */
export function targetOf(
  server: Pick<TestServer, 'url' | 'host' | 'port' | 'user' | 'password' | 'fingerprint'>,
  changes: {
    readonly user?: string;
    readonly password?: string;
    readonly path?: string;
    readonly port?: number;
    readonly host?: string;
    readonly trustedCertificate?: string | undefined;
    readonly line?: Partial<LineOptions>;
    readonly options?: Partial<TargetOptions>;
    readonly connections?: number;
  } = {},
): Target {
  const secure = server.url.startsWith('ftps:');
  return openTarget(
    {
      kind: 'server',
      protocol: secure ? 'ftps' : 'ftp',
      host: changes.host ?? server.host,
      port: changes.port ?? server.port,
      path: changes.path ?? '',
    },
    'remote',
    {
      userName: changes.user ?? server.user,
      password: changes.password ?? server.password,
      trustedCertificate:
        'trustedCertificate' in changes ? changes.trustedCertificate : server.fingerprint || undefined,
    },
    {
      ...DEFAULT_OPTIONS,
      ...changes.options,
      line: { ...DEFAULT_LINE, ...changes.line },
      connections: changes.connections ?? DEFAULT_OPTIONS.connections,
    },
  );
}

/**
 * Declares the contract for a server, in the clear and with TLS, reached as `line` says; where it cannot be had, one skipped test says
 * why.
 */
export async function describeServer(
  name: ServerName,
  traits: ServerTraits,
  line: Partial<LineOptions> = {},
): Promise<void> {
  const reached = Object.values(line)
    .map((way) => `, ${way}`)
    .join('');
  const why = await whyUnavailable(name);
  if (why !== undefined) {
    describe(`${name}${reached}`, () => test.skip(`skipped: ${why}`, () => undefined));
    return;
  }
  for (const tls of [false, true]) {
    describeContract(`${name} ${tls ? 'with TLS' : 'in the clear'}${reached}`, async () => {
      const server = await startServer(name, { tls, listingLimit: 20_000 });
      return {
        ...server,
        open: () => targetOf(server, { line }),
        line: {
          port: server.port,
          open: (port) => targetOf(server, { line, port }),
          withWrongPassword: () => targetOf(server, { line, password: 'wrong' }),
        },
        ...traits,
      };
    });
  }
}
