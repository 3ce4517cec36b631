import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Releases on this machine, in the form in which electron-builder puts them on a server. */
export interface ReleaseServer {
  readonly url: string;
  /** What was asked for so far, in order. */
  readonly asked: readonly string[];
  /** Has the description name another checksum than the program's. */
  readonly falsify: () => void;
  /** Answers downloads of the program only once the function that this returns is called. */
  readonly hold: () => () => void;
  readonly stop: () => Promise<void>;
}

/** What the description of the newest release is called, as electron-updater asks for it. */
const DESCRIPTION = /^\/latest(?:-linux|-mac)?(?:-arm64)?\.yml/;

/** Serves one version, whose program is `program`, on the loopback interface, at a free port unless one is named. */
export async function startReleaseServer(version: string, program: Buffer, at = 0): Promise<ReleaseServer> {
  const asked: string[] = [];
  const name = `Evenkeel-${version}-linux-x86_64.AppImage`;
  const honest = createHash('sha512').update(program).digest('base64');
  let sha512 = honest;
  let held: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path.split('?')[0] ?? '');
    if (DESCRIPTION.test(path)) {
      const file = { url: name, sha512, size: program.length };
      response.end(
        JSON.stringify({
          version,
          files: [file],
          path: name,
          sha512,
          releaseDate: '2026-11-30T00:00:00.000Z',
        }),
      );
    } else if (path.startsWith(`/${name}`) && !path.includes('.blockmap')) {
      response.writeHead(200, { 'content-length': program.length });
      response.write(program.subarray(0, program.length / 2));
      void held.then(() => response.end(program.subarray(program.length / 2)));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    falsify: () => {
      sha512 = createHash('sha512').update('something else').digest('base64');
    },
    hold: () => {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => (release = resolve));
      return () => release();
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
