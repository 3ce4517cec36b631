// @ts-check
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { output } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** What stands beside every result: when it was measured, with which version of Evenkeel and of the others, and on what. */
export function hereAndNow() {
  const versions = {
    lftp: output('lftp', ['--version'])?.match(/Version ([\d.]+)/)?.[1],
    rclone: output('rclone', ['version'])?.match(/v([\d.]+)/)?.[1],
    rsync: output('rsync', ['--version'])?.match(/version ([\d.]+)/)?.[1],
  };
  return {
    measured: new Date().toISOString().slice(0, 16).replace('T', ' '),
    version: version(),
    load: Math.round((loadavg()[2] ?? 0) * 10) / 10,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${congestionControl()}`,
    tools: Object.entries(versions)
      .filter(([, found]) => found !== undefined)
      .map(([tool, found]) => `${tool} ${found}`)
      .join(', '),
  };
}

/** With a plus where it is not quite what was committed. */
function version() {
  /** @type {{ version: string }} */
  const own = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const commit = output('git', ['rev-parse', '--short=7', 'HEAD'])?.trim();
  if (commit === undefined) return own.version;
  const changed =
    output('git', ['status', '--porcelain', '--', 'src', 'test', 'package-lock.json'])?.trim() !== '';
  return `${own.version} (${commit}${changed ? '+' : ''})`;
}

/** How the kernel paces TCP: some ways do badly on a loopback interface that is busy. */
function congestionControl() {
  try {
    return `TCP ${readFileSync('/proc/sys/net/ipv4/tcp_congestion_control', 'utf8').trim()}`;
  } catch {
    return process.platform;
  }
}
