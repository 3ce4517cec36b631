import { onTestFinished } from 'vitest';
import { openTarget, type TargetOptions } from '../../src/main/targets/open-target.js';
import type { Target } from '../../src/main/targets/target.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile-options.js';
import { startScriptedFtp, type Script, type ScriptedFtp } from '../servers/scripted-ftp.js';

/** A server that does as it is told, and a target for it; both end with the test. Not connected. */
export async function scripted(
  script: Script,
  options: Partial<TargetOptions> = {},
): Promise<{ readonly server: ScriptedFtp; readonly target: Target }> {
  const server = await startScriptedFtp(script);
  onTestFinished(() => server.stop());
  const target = openTarget(
    { kind: 'server', protocol: 'ftp', host: '127.0.0.1', port: server.port, path: '' },
    'remote',
    { userName: 'x', password: 'x' },
    { ...DEFAULT_OPTIONS, ...options },
  );
  onTestFinished(() => target.close());
  return { server, target };
}
