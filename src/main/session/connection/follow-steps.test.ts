import { describe, expect, it } from 'vitest';
import type { ProblemKind } from '../../../shared/problem.js';
import type { StepName } from '../../../shared/connection/connection-test.js';
import { failedStep, stepAfter } from './follow-steps.js';

/** The step that each line belongs to. */
function stepsOf(first: StepName, lines: readonly string[]): readonly StepName[] {
  let current = first;
  return lines.map((line) => {
    const before = current;
    current = stepAfter(current, line);
    return before;
  });
}

describe('the step that a line of the dialogue belongs to', () => {
  it.each<[string, StepName, readonly (readonly [string, StepName])[]]>([
    [
      'FTP',
      'sign-in',
      [
        ['< 220 Welcome to 230 servers', 'sign-in'],
        ['> USER ann', 'sign-in'],
        ['< 331 Password required', 'sign-in'],
        ['> PASS ***', 'sign-in'],
        ['> PWD', 'sign-in'],
        ['< 230-Hello ann', 'sign-in'],
        ['230 You are in', 'sign-in'],
        ['257 "/"', 'folder'],
      ],
    ],
    [
      'FTPS, explicit',
      'encryption',
      [
        ['< 220 Welcome', 'encryption'],
        ['> AUTH TLS', 'encryption'],
        ['< 234 Go on', 'encryption'],
        ['Control socket is using: TLSv1.3', 'encryption'],
        ['> USER ann', 'sign-in'],
        ['< 230 You are in', 'sign-in'],
        ['> PWD', 'folder'],
      ],
    ],
    [
      'FTPS, implicit',
      'encryption',
      [
        ['< 220 Welcome', 'encryption'],
        ['> USER ann', 'encryption'],
        ['< 331 Password required', 'sign-in'],
      ],
    ],
    [
      'SFTP',
      'encryption',
      [
        ["Remote ident: 'SSH-2.0-OpenSSH_9.2'", 'encryption'],
        ['Handshake completed', 'encryption'],
        ['Outbound: Sending USERAUTH_REQUEST (password)', 'sign-in'],
        ['Inbound: Received USERAUTH_SUCCESS', 'sign-in'],
        ['Outbound: Sending CHANNEL_OPEN', 'folder'],
      ],
    ],
  ])('is told by what was said before: %s', (_protocol, first, lines) => {
    expect(
      stepsOf(
        first,
        lines.map(([line]) => line),
      ),
    ).toEqual(lines.map(([, step]) => step));
  });
});

describe('the step that failed', () => {
  it.each<[ProblemKind, StepName, StepName]>([
    ['server-not-found', 'encryption', 'name'],
    ['server-unreachable', 'encryption', 'port'],
    ['certificate-unknown', 'encryption', 'encryption'],
    ['tls-unavailable', 'encryption', 'encryption'],
    ['sign-in-refused', 'sign-in', 'sign-in'],
    ['key-locked', 'encryption', 'sign-in'],
    ['folder-missing', 'sign-in', 'folder'],
    ['timed-out', 'port', 'port'],
    ['connection-lost', 'encryption', 'encryption'],
    ['permission-denied', 'listing', 'listing'],
    ['permission-denied', 'writing', 'writing'],
    ['stopped', 'sign-in', 'sign-in'],
  ])('for %s, which came up at %s, is %s', (kind, reached, failed) => {
    expect(failedStep({ kind }, reached)).toBe(failed);
  });
});
