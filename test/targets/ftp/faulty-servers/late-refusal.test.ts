import { expect, test } from 'vitest';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { NEVER } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';

const missing = await whyUnavailable('pyftpdlib');

test.skipIf(missing !== undefined).each(['', '/', '/missing'])(
  `a wrong password on a server that thinks about it while it answers what follows is told as that, in the folder “%s”${missing ?? ''}`,
  async (path) => {
    const server = await startServer('pyftpdlib');
    const target = targetOf(server, { password: 'wrong', path });
    await expect(target.connect(NEVER)).rejects.toMatchObject({
      problem: { kind: 'sign-in-refused', what: expect.stringContaining('does not accept') as string },
    });
    await target.close();
    await server.stop();
  },
);
