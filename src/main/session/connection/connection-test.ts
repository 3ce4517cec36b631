import type { StepFact, StepName, TestStep } from '../../../shared/connection/connection-test.js';
import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import type { ProfileOptions } from '../../../shared/profile/profile-options.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import { withProxyPassword } from '../../../shared/connection/proxy.js';
import type { Finding } from '../../targets/finding.js';
import { openTarget, type SignIn } from '../../targets/open-target.js';
import { checkReachable, lookUpServer } from '../../targets/reach-server.js';
import type { Target } from '../../targets/target.js';
import { failedStep, stepAfter } from './follow-steps.js';
import { TestSteps } from './test-steps.js';
import { checkWriting } from './write-check.js';

/** The remote side to try, and how far to go. */
export interface ConnectionTest {
  readonly address: RemoteAddress;
  readonly signIn: SignIn;
  readonly options: ProfileOptions;
  /** Whether to write a small file and delete it. */
  readonly writes: boolean;
  readonly signal: AbortSignal;
  /** Gets all steps after every change. */
  readonly tell: (steps: readonly TestStep[]) => void;
}

/**
 * Tries the remote side of a profile step by step: finds the server, signs in, lists the folder. Changes nothing unless it `writes`, and trusts
 * nothing by itself. Resolves with the steps, the failed one among them; never rejects.
 */
export async function testConnection(test: ConnectionTest): Promise<readonly TestStep[]> {
  const steps = new TestSteps(stepsFor(test), () => performance.now(), test.tell);
  let target: Target | undefined;
  try {
    if (test.address.kind === 'server') await reach(test, test.address, steps);
    if (isPlain(test.address)) steps.skip('encryption', { kind: 'in-the-clear', offersTls: undefined });
    steps.begin(firstStepOf(test.address));
    target = openTarget(test.address, 'remote', test.signIn, {
      ...test.options,
      // More connections would only cost time here.
      connections: 1,
      dialogue: (line) => {
        steps.hear(line);
        if (steps.current !== undefined) steps.begin(stepAfter(steps.current, line));
      },
    });
    await target.connect(test.signal);
    steps.begin('folder');
    await look(target, test, steps);
    if (test.writes) {
      steps.begin('writing');
      await checkWriting(target, test.options, Date.now(), test.signal);
      steps.done({ kind: 'written' });
    }
  } catch (error) {
    const problem = problemOf(error);
    steps.fail(failedStep(problem, steps.current ?? 'folder'), problem);
  } finally {
    await target?.close();
  }
  return steps.all;
}

function stepsFor({ address, writes }: ConnectionTest): readonly StepName[] {
  const before: readonly StepName[] =
    address.kind === 'folder' ? [] : ['name', 'port', 'encryption', 'sign-in'];
  return [...before, 'folder', 'listing', ...(writes ? (['writing'] as const) : [])];
}

/** What connecting begins with, once the port is known to be open. */
function firstStepOf(address: RemoteAddress): StepName {
  if (address.kind === 'folder') return 'folder';
  return isPlain(address) ? 'sign-in' : 'encryption';
}

function isPlain(address: RemoteAddress): boolean {
  return address.kind === 'server' && address.protocol === 'ftp';
}

type ServerAddress = Extract<RemoteAddress, { kind: 'server' }>;

/** Looks up the name and opens the port, which says more clearly than connecting does where the way ends. */
async function reach(
  { options, signIn, signal }: ConnectionTest,
  { protocol, host, port: given }: ServerAddress,
  steps: TestSteps,
): Promise<void> {
  const { line } = options;
  const port = protocol === 'ftps' && line.tls === 'implicit' && given === 21 ? 990 : given;
  const place = { host, port, side: 'remote' } as const;
  const proxy = withProxyPassword(line.proxy, signIn.proxyPassword ?? '');
  try {
    if (proxy === null) {
      steps.begin('name');
      steps.done({ kind: 'resolved', addresses: await lookUpServer(place, signal) });
    } else steps.skip('name', { kind: 'by-proxy' });
    steps.begin('port');
    await checkReachable(place, proxy, signal);
    steps.done({ kind: 'reached', port });
  } catch (error) {
    throwIfStopped(signal);
    if (protocol !== 'sftp') throw error;
    // The settings of SSH may say that the name stands for another one, or that the way leads through another host.
    for (const step of ['name', 'port'] as const) steps.skip(step, { kind: 'by-ssh-settings' });
  }
}

/** Looks at the folder that has been connected, and at what the server tells of itself. */
async function look(
  target: Target,
  { address, signIn, signal }: ConnectionTest,
  steps: TestSteps,
): Promise<void> {
  const findings = (await target.features.describe?.(signal)) ?? [];
  const path = target.rootFolder ?? (address.path === '' ? '/' : address.path);
  if (address.kind === 'server') {
    const plain = target.features.offersTls;
    if (plain === undefined) steps.know('encryption', ...findings.flatMap(protectionIn));
    else steps.skip('encryption', { kind: 'in-the-clear', offersTls: plain });
    steps.know('sign-in', { kind: 'signed-in', userName: signIn.userName });
  }
  steps.done({ kind: 'folder', path });
  steps.begin('listing');
  let items = 0;
  for await (const listed of target.list('', signal)) items += listed.length;
  steps.done({ kind: 'listed', items });
}

function protectionIn(finding: Finding): readonly StepFact[] {
  return finding.kind === 'encrypted' || finding.kind === 'identity' ? [finding] : [];
}
