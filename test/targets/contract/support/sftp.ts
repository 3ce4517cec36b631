import { SftpTarget } from '../../../../src/main/targets/sftp/sftp-target.js';
import type { SftpSettings } from '../../../../src/main/targets/sftp/config/settings.js';
import { sshFacts } from '../../../servers/real/openssh.js';
import type { QuirkySftp } from '../../../servers/scripted/quirky-sftp.js';
import type { TestServer } from '../../../servers/server.js';

/**
 * Makes targets for an OpenSSH that a test has started: signed in with its key, its host key trusted, unless `changes` say otherwise.
 * `homeFolder` stands for the user's own, so that nothing of theirs is read.
 */
export async function sftpTargetOf(
  server: TestServer,
  homeFolder: string,
): Promise<(changes?: Partial<SftpSettings>) => SftpTarget> {
  const facts = await sshFacts(server);
  return (changes = {}) =>
    new SftpTarget({
      host: server.host,
      port: server.port,
      userName: facts.user,
      password: '',
      privateKeyFile: facts.identityFile,
      trustedHostKey: facts.fingerprint,
      path: '',
      side: 'remote',
      connections: 6,
      homeFolder,
      agentSocket: undefined,
      ...changes,
    });
}

/** The same for a server with quirks. */
export function quirkyTargetOf(
  server: Pick<QuirkySftp, 'port' | 'fingerprint'>,
  homeFolder: string,
): (changes?: Partial<SftpSettings>) => SftpTarget {
  return (changes = {}) =>
    new SftpTarget({
      host: '127.0.0.1',
      port: server.port,
      userName: 'anna',
      password: 'correct horse',
      trustedHostKey: server.fingerprint,
      path: '/',
      side: 'remote',
      connections: 6,
      homeFolder,
      agentSocket: undefined,
      ...changes,
    });
}
