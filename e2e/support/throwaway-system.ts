import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const call = promisify(execFile);

/** The user that programs run as there, who owns nothing else. */
const USER = { name: 'evenkeel-tester', uid: 47_811 };

/**
 * Mounts a copy of this system that costs nothing: what is written there goes to memory, and nobody else sees it. Says so, and stays until its
 * input ends.
 */
const SET_UP = `
set -e
work=$1
mount -t tmpfs -o mode=755 none "$work/layers"
mkdir "$work/layers/upper" "$work/layers/work" "$work/layers/root"
mount -t overlay none -o "lowerdir=/,upperdir=$work/layers/upper,workdir=$work/layers/work" "$work/layers/root"
for place in /proc /sys /dev; do mount --rbind "$place" "$work/layers/root$place"; done
mount --bind "$work/shared" "$work/layers/root$work/shared"
echo ready
cat >/dev/null
`;

/** Why no system can be made to install something in, with a program that the test `needs`; `undefined` where one can. */
export async function whyNoSystem({ needs = 'dpkg-deb' } = {}): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'such a package is for Linux';
  if (process.getuid?.() !== 0) return 'packages are installed as root';
  try {
    await call(needs, ['--version']);
    await call('apt-get', ['--version']);
    await call('unshare', ['--mount', 'true']);
    return undefined;
  } catch {
    return `this system has no ${needs}, or allows no mounts`;
  }
}

/** A system to install something in, and to throw away. This machine's own stays as it is. */
export class ThrowawaySystem {
  /** A folder that is the same one, under the same path, inside and outside; it belongs to the user there. */
  readonly shared: string;
  readonly #holder: ChildProcess;
  readonly #root: string;

  private constructor(folder: string, holder: ChildProcess) {
    this.shared = join(folder, 'shared');
    this.#root = join(folder, 'layers', 'root');
    this.#holder = holder;
  }

  /** `folder` is empty, and not removed afterwards. */
  static async start(folder: string): Promise<ThrowawaySystem> {
    for (const name of ['shared', 'layers']) await mkdir(join(folder, name));
    const holder = spawn('unshare', ['--mount', '--', 'sh', '-c', SET_UP, 'sh', folder]);
    const said: string[] = [];
    holder.stderr.on('data', (text) => said.push(String(text)));
    let ready = false;
    for await (const line of createInterface({ input: holder.stdout })) {
      if (line !== 'ready') continue;
      ready = true;
      break;
    }
    if (!ready) throw new Error(`No system could be made: ${said.join('')}`);
    const system = new ThrowawaySystem(folder, holder);
    await system.run('useradd', '--create-home', '--uid', String(USER.uid), USER.name);
    await system.run('chown', USER.name, system.shared);
    return system;
  }

  /** Runs a program as root there; resolves with what it prints, and rejects where it fails. */
  async run(...words: readonly string[]): Promise<string> {
    const [command, args] = this.#inside(words);
    const env = {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      DEBIAN_FRONTEND: 'noninteractive',
      LC_ALL: 'C.UTF-8',
    };
    return (await call(command, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  }

  /** Runs a program as an ordinary user there, as `run` does. */
  runAsUser(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<string> {
    return this.run(...this.#asUser(env, words));
  }

  /** How to start a program as an ordinary user there. */
  commandAsUser(
    env: Readonly<Record<string, string>>,
    ...words: readonly string[]
  ): readonly [command: string, args: readonly string[]] {
    return this.#inside(this.#asUser(env, words));
  }

  /** Throws it away. */
  async stop(): Promise<void> {
    const gone = once(this.#holder, 'exit');
    this.#holder.stdin?.end();
    await gone;
  }

  #asUser(env: Readonly<Record<string, string>>, words: readonly string[]): readonly string[] {
    const home = { HOME: `/home/${USER.name}`, PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' };
    const set = Object.entries({ ...home, ...env }).map(([name, value]) => `${name}=${value}`);
    const id = ['--reuid', String(USER.uid), '--regid', String(USER.uid), '--clear-groups'];
    return ['setpriv', ...id, 'env', '-i', ...set, ...words];
  }

  #inside(words: readonly string[]): [string, string[]] {
    const enter = ['--target', String(this.#holder.pid), '--mount', '--'];
    return ['nsenter', [...enter, 'chroot', this.#root, ...words]];
  }
}
