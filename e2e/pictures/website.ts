import { randomFillSync } from 'node:crypto';
import { cp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { editLocal, editServer } from '../../src/main/demo/edits.js';
import { studio } from '../../src/main/demo/studio.js';
import { writeFiles } from '../../src/main/demo/tree.js';
import type { TestServer } from '../../test/servers/server.js';
import { startServer } from '../../test/servers/start-server.js';
import { launch, type Running } from '../support/application.js';
import { PROJECT } from '../support/program.js';

/** The name under which the pictures show the server. */
const HOST = 'ftp.tideline.example';

/** An address of the loopback interface at which nothing else waits on the usual port. */
const ADDRESS = { host: '127.0.0.21', port: 21 } as const;

/** A pottery's website: on this computer, and on a real server. */
export interface Website {
  readonly running: Running;
  readonly server: TestServer;
  /** The address as somebody types it. */
  readonly address: string;
  readonly local: string;
  /** The folder of a disk that copies are kept on. */
  readonly disk: string;
  /** Changes files on both sides, as a week of work does. */
  readonly work: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Makes the website, starts its server, and the application beside them. */
export async function openWebsite(): Promise<Website> {
  // The pictures show its path. One that is there already is somebody else's, and stops the script.
  const base = join(tmpdir(), 'tideline');
  await mkdir(base);
  const local = join(base, 'Website');
  const disk = join(base, 'Backup disk');
  const home = join(base, 'home');
  await writeFiles(local, studio());
  await mkdir(disk);
  await otherPrograms(home);
  const server = await startServer('pure-ftpd', {
    ...ADDRESS,
    user: 'tideline',
    tls: true,
    certificateFor: HOST,
  });
  const running = await launch({
    env: {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      NODE_EXTRA_CA_CERTS: server.certificateFile,
    },
  });
  await nameServer(running);
  return {
    running,
    server,
    address: `ftps://${HOST}/`,
    local,
    disk,
    work: async () => {
      await editLocal(local);
      await editServer(server.root);
      await server.own();
    },
    stop: async () => {
      await server.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** Photographs as a camera makes them: no tool can compress them any further. */
export async function addPhotographs(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, `IMG_${2041 + index}.jpg`);
    await writeFile(path, randomFillSync(Buffer.alloc(700_000 + ((index * 137_911) % 900_000))));
    const when = new Date(Date.now() - (count - index) * 11 * 60_000);
    await utimes(path, when, when);
  }
}

/** What other programs have left in a home folder, for profiles to be imported from. */
async function otherPrograms(home: string): Promise<void> {
  const samples = join(PROJECT, 'test', 'imports', 'samples');
  for (const [sample, place] of [
    ['filezilla-3.66.xml', '.config/filezilla/sitemanager.xml'],
    ['rclone.conf', '.config/rclone/rclone.conf'],
  ] as const) {
    const path = join(home, place);
    await mkdir(dirname(path), { recursive: true });
    await cp(join(samples, sample), path);
  }
}

/** Has the application find the server by its name, which no name server knows. */
async function nameServer({ app }: Running): Promise<void> {
  await app.evaluate(
    (_electron, { name, address }) => {
      const dns = process.getBuiltinModule('node:dns');
      const there = { address, family: 4 };
      const { lookup } = dns;
      const { lookup: promised } = dns.promises;
      Reflect.set(dns, 'lookup', (host: string, options: { readonly all?: boolean }, done: unknown) => {
        if (host !== name) {
          Reflect.apply(lookup, dns, [host, options, done]);
        } else if (typeof done === 'function') {
          const answer = options.all === true ? [null, [there]] : [null, address, 4];
          setImmediate(() => void Reflect.apply(done, undefined, answer));
        }
      });
      Reflect.set(dns.promises, 'lookup', (host: string, options: { readonly all?: boolean }): unknown => {
        if (host === name) return Promise.resolve(options.all === true ? [there] : there);
        const found: unknown = Reflect.apply(promised, dns.promises, [host, options]);
        return found;
      });
      process.getBuiltinModule('node:module').syncBuiltinESMExports();
    },
    { name: HOST, address: ADDRESS.host },
  );
}
