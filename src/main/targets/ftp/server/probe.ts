import { setTimeout as delay } from 'node:timers/promises';
import type { FtpConnection } from '../session/connection.js';
import { openDataConnection } from '../data/data-connection.js';

/** How long finding out what a server does may take. */
export const PROBE_MS = 10_000;

/** How much longer than two round trips a server gets to answer a command that it should not have read yet. */
const PATIENCE_MS = 100;

/**
 * Finds out whether the server reads a command only after the transfer before it, where both come in one packet, and tells the
 * learned. It is asked for a listing, whose data connection is not opened for a while, with a NOOP behind it: a server that answers the NOOP
 * meanwhile, or before it confirms the listing, works on both at once. Changes nothing on the server (S1). `listing` is a command
 * whose listing is short, but not empty. Needs a connection of its own, which does not outlive a bad finding.
 */
export async function probeAhead(connection: FtpConnection, listing: string): Promise<void> {
  const { learned, settings } = connection;
  // In active mode the data connection is opened by the server, which will not wait for us.
  if (settings.line.ftpMode === 'active' || learned.single) return;
  await connection.inTurn(async () => {
    const askedMs = performance.now();
    const data = await openDataConnection(connection);
    const roundTripMs = performance.now() - askedMs;
    let bytes = 0;
    const transfer = connection.transfer(listing);
    const behind = connection.requestAll(['NOOP'], 'probe');
    behind.catch(() => undefined);
    try {
      await transfer.sent;
      await Promise.race([delay(2 * roundTripMs + PATIENCE_MS), behind]);
      const socket = await data.open();
      for await (const chunk of socket as AsyncIterable<Buffer>) bytes += chunk.length;
    } finally {
      data.destroy();
    }
    connection.expectReply();
    const { code } = await transfer.finished;
    const [noop] = await behind;
    // Without data, the server had nothing to be interrupted in.
    if (bytes > 0 && code === 226 && noop?.good === true && learned.ahead === 'unknown')
      learned.ahead = 'yes';
  });
}
