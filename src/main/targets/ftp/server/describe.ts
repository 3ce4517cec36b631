import { measureRoundTrip, type Finding } from '../../finding.js';
import { printable } from '../../item-path.js';
import type { FtpConnection } from '../session/connection.js';
import type { ConnectionPool } from '../session/pool.js';
import type { ServerCapabilities } from './discover.js';
import type { Learned } from '../session/learned.js';

const TIME_COMMANDS = { mfmt: 'MFMT', mdtm: 'MDTM' } as const;

export interface Described {
  readonly pool: ConnectionPool;
  readonly capabilities: ServerCapabilities;
  readonly learned: Learned;
  readonly signal: AbortSignal;
}

/** What there is to tell of a server. Asks it and changes nothing (S1). */
export async function describeServer(described: Described): Promise<readonly Finding[]> {
  const { pool, capabilities, learned, signal } = described;
  const wanted = pool.start;
  const { features, timeSetter } = capabilities;
  const first = await pool.use(signal, async (connection) => [
    await measureRoundTrip(() => connection.request('NOOP')),
    ...protectionOf(connection),
    ...(await systemOf(connection)),
    {
      kind: 'encoding' as const,
      name: connection.settings.line.encoding,
      announced: features.utf8,
    },
  ]);
  const allowed = await connectionsAllowed(pool, wanted, signal);
  return [
    ...first,
    { kind: 'listings', command: features.mlst ? 'MLSD' : 'LIST', exact: features.mlst },
    ...(timeSetter === undefined
      ? []
      : [{ kind: 'time-setter', command: TIME_COMMANDS[timeSetter] } as const]),
    { kind: 'extension', name: 'SIZE', offered: features.size },
    { kind: 'extension', name: 'MDTM', offered: features.mdtm },
    { kind: 'extension', name: 'REST STREAM', offered: features.rest },
    { kind: 'commands-ahead', safe: learned.ahead },
    { kind: 'confirms', how: learned.single ? 'no' : learned.confirms },
    {
      kind: 'connections',
      wanted,
      allowed,
      ...(pool.most > wanted && { most: pool.most }),
    },
  ];
}

function protectionOf(connection: FtpConnection): readonly Finding[] {
  const { protection } = connection;
  if (protection === undefined) return [{ kind: 'in-the-clear' }];
  const { protocol, cipher, certificate, vouchedBy } = protection;
  return [
    { kind: 'encrypted', protocol, cipher },
    { kind: 'identity', certificate, vouchedBy },
  ];
}

async function systemOf(connection: FtpConnection): Promise<readonly Finding[]> {
  const [reply] = await connection.requestAll(['SYST']);
  return reply?.good === true ? [{ kind: 'system', text: printable(reply.message.slice(4)) }] : [];
}

/** Opens as many as are wanted, and sees at how many the server stops. */
async function connectionsAllowed(
  pool: ConnectionPool,
  wanted: number,
  signal: AbortSignal,
): Promise<number> {
  const each = Array.from({ length: wanted }, () =>
    pool.use(signal, (connection) => connection.request('NOOP'), { alone: true }),
  );
  await Promise.all(each);
  return Math.min(wanted, pool.limit);
}
