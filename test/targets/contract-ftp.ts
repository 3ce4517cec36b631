import { describe, test } from 'vitest';
import { openTarget } from '../../src/main/targets/open-target.js';
import type { Target } from '../../src/main/targets/target.js';
import type { ServerName, TestServer } from '../servers/server.js';
import { startServer, whyUnavailable } from '../servers/start-server.js';
import { describeContract } from './contract-cases.js';

/** What is known of a server. */
export interface ServerTraits {
  readonly setsTimes: boolean;
  readonly misreads: readonly string[];
  readonly refusesFiles: readonly string[];
  readonly refusesFolders: readonly string[];
}

/** The target for a server that a test has started. */
export function targetOf(
  server: TestServer,
  changes: {
    readonly password?: string;
    readonly path?: string;
    readonly port?: number;
    readonly trustedCertificate?: string | undefined;
  } = {},
): Target {
  const secure = server.url.startsWith('ftps:');
  return openTarget(
    {
      kind: 'server',
      protocol: secure ? 'ftps' : 'ftp',
      host: server.host,
      port: changes.port ?? server.port,
      path: changes.path ?? '',
    },
    'remote',
    {
      userName: server.user,
      password: changes.password ?? server.password,
      trustedCertificate:
        'trustedCertificate' in changes ? changes.trustedCertificate : server.fingerprint || undefined,
    },
  );
}

/** Declares the contract for a server, in the clear and with TLS; where it cannot be had, one skipped test says why. */
export async function describeServer(name: ServerName, traits: ServerTraits): Promise<void> {
  const why = await whyUnavailable(name);
  if (why !== undefined) {
    describe(name, () => test.skip(`skipped: ${why}`, () => undefined));
    return;
  }
  for (const tls of [false, true]) {
    describeContract(`${name} ${tls ? 'with TLS' : 'in the clear'}`, async () => {
      const server = await startServer(name, { tls });
      return { ...server, open: () => targetOf(server), ...traits };
    });
  }
}
