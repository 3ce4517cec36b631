import type { ProblemKind } from '../../shared/problem.js';
import { ProxyError } from './proxy/proxy-error.js';

/** The kind of a problem, what happened, and what to do. */
export type ProblemParts = readonly [kind: ProblemKind, what: string, advice: string];

/** The error code that Node gives, such as `ECONNREFUSED`; `''` where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Why no connection came about, as far as the network says so, whatever the protocol; `undefined` for anything else. */
export function explainNetwork(error: unknown, host: string, port: number): ProblemParts | undefined {
  const server = `The server “${host}”`;
  if (error instanceof ProxyError) {
    return [
      'server-unreachable',
      `${server} can’t be reached through the proxy “${error.proxy}”: ${error.because}.`,
      'Check the proxy settings in the profile.',
    ];
  }
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
      return [
        'server-not-found',
        `${server} can’t be found.`,
        'Check its name in the profile, and that this computer is online.',
      ];
    case 'ECONNREFUSED':
      return [
        'server-unreachable',
        `${server} refuses connections on port ${port}.`,
        'Check the port in the profile, and that the server is running.',
      ];
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return ['server-unreachable', `${server} can’t be reached.`, 'Check that this computer is online.'];
    case 'ETIMEDOUT':
      return noAnswer(host);
    default:
      return undefined;
  }
}

/** A server that kept silent for as long as a connection may take. */
export function noAnswer(host: string): ProblemParts {
  return [
    'timed-out',
    `The server “${host}” did not answer within 15 seconds.`,
    'Check its name and port in the profile, and the password: some servers are slow to reject a wrong one. Then try again.',
  ];
}
