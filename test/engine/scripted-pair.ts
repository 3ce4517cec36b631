import { openTarget, type TargetOptions } from '../../src/main/targets/open-target.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile-options.js';
import { startScriptedFtp, type Script, type ScriptedFtp } from '../servers/scripted-ftp.js';
import { Pair, type Tree } from './pair.js';

/** A local folder, and a server that does as it is told, for the remote side. Removing the pair stops the server. */
export async function scriptedPair(
  local: Tree,
  script: Script,
  options: Partial<TargetOptions> = {},
): Promise<{ readonly created: Pair; readonly server: ScriptedFtp }> {
  const server = await startScriptedFtp(script);
  const created = await Pair.create(local);
  created.serve({
    root: created.root('remote'),
    own: () => Promise.resolve(),
    stop: () => server.stop(),
    open: () =>
      openTarget(
        { kind: 'server', protocol: 'ftp', host: '127.0.0.1', port: server.port, path: '' },
        'remote',
        { userName: 'x', password: 'x' },
        { ...DEFAULT_OPTIONS, ...options },
      ),
  });
  return { created, server };
}
