import { afterEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../../src/shared/problem.js';
import { ProblemError } from '../../../../src/shared/problem-error.js';
import type { TestServer } from '../../../servers/server.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { NEVER } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';

const SERVER = 'proftpd';
const why = await whyUnavailable(SERVER);

describe.skipIf(why !== undefined)(`a certificate${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let server: TestServer;
  afterEach(() => server.stop());

  /** What keeps somebody from connecting who trusts this fingerprint, if anything does. */
  async function problemTrusting(trustedCertificate: string | undefined): Promise<Problem | undefined> {
    const target = targetOf(server, { trustedCertificate });
    try {
      await target.connect(NEVER);
      return undefined;
    } catch (error) {
      if (error instanceof ProblemError) return error.problem;
      throw error;
    } finally {
      await target.close();
    }
  }

  it('that has expired is said to have, and shown, before any password is sent', async () => {
    server = await startServer(SERVER, { tls: true, expired: true });
    const problem = await problemTrusting(undefined);
    expect(problem).toMatchObject({ kind: 'certificate-unknown', side: 'remote' });
    expect(problem?.what).toContain('127.0.0.1');
    expect(problem?.what).toContain('expired');
    expect(problem?.certificate?.fingerprint).toBe(server.fingerprint);
    expect(problem?.certificate?.valid?.toMs).toBeLessThan(Date.now());
    expect(await server.log()).not.toMatch(/PASS|USER/);
  });

  it('that has expired is good for whoever has seen it and trusts it all the same', async () => {
    server = await startServer(SERVER, { tls: true, expired: true });
    expect(await problemTrusting(server.fingerprint)).toBeUndefined();
  });

  it('that is another one than the trusted one stops with a warning that shows it', async () => {
    server = await startServer(SERVER, { tls: true });
    const problem = await problemTrusting(Array.from({ length: 32 }, () => 'AB').join(':'));
    expect(problem).toMatchObject({ kind: 'certificate-changed', side: 'remote' });
    expect(problem?.what).toContain('127.0.0.1');
    expect(problem?.certificate?.fingerprint).toBe(server.fingerprint);
    expect(await server.log()).not.toMatch(/PASS|USER/);
  });
});
