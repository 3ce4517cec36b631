import { configLines } from '../../../../shared/connection/ssh-config-lines.js';
import { makeFound } from '../make-found.js';
import type { Found } from '../found.js';

/**
 * The hosts of a `~/.ssh/config` that have a name of their own. Profiles name them as that file does, and how to reach them is read from it each
 * time, so that nothing else is taken over here.
 */
export function* readSshHosts(text: string): Generator<Found> {
  const hosts = new Set<string>();
  for (const { keyword, values } of configLines(text)) {
    if (keyword !== 'host') continue;
    for (const host of values) {
      // A pattern is about many hosts, or about which it is not.
      if (host === '' || /[*?!]/.test(host) || hosts.has(host)) continue;
      hosts.add(host);
      yield makeFound({
        name: host,
        remote: { kind: 'server', protocol: 'sftp', host, path: '' },
        notes: [{ kind: 'ssh-config' }],
      });
    }
  }
}
