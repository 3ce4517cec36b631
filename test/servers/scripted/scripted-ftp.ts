import { utimes, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Lines, listen } from '../loopback.js';
import { ScriptedSession } from './scripted-session.js';

/** What a server of today announces. */
export const FEATURES = ['MLST type*;size*;modify*;', 'SIZE', 'MDTM', 'MFMT', 'REST STREAM', 'UTF8', 'EPSV'];

/** The same without MLST and MFMT, so that the client has to do with LIST. */
export const OLD_FEATURES = FEATURES.filter((line) => !/^(?:MLST|MFMT)/.test(line));

/** What a server does with a command instead of carrying it out: says something else, keeps silent, or hangs up. */
export type Instead = { readonly reply: string } | 'silence' | 'hang up';

/** One control connection, for a test that answers by itself. */
export interface Session {
  /** Sends a reply, or several that are joined by CR LF. */
  readonly say: (reply: string) => void;
  /** The data connection that was agreed on, as soon as the client has opened it. */
  readonly data: () => Promise<Socket>;
  /** What the server would do if nobody meddled. */
  readonly honest: () => Promise<void>;
  /** What it would have said last during `work`, which it does not say. */
  readonly mute: (work: () => Promise<void>) => Promise<string>;
  /** Listens for a data connection, and resolves with the port. */
  readonly listen: () => Promise<number>;
  /** Says the same without end. */
  readonly flood: (text: string) => void;
  /** Cuts the control connection. */
  readonly cut: () => void;
}

/** What a server does with a connection that it does not want: whether it says something, and then cuts it, or knows nobody at sign-in. */
export type TurnedAway =
  'cut' | 'reset' | 'silence' | { readonly greeting: string } | { readonly password: string };

/** How a server differs from a good one. */
export interface Script {
  /** What it says first, as it is; a good greeting unless it is given. */
  readonly greeting?: string | Buffer | undefined;
  /** The lines between the first and the last one of the reply to FEAT; `FEATURES` unless they are given. */
  readonly features?: readonly string[] | undefined;
  /** Commands that it does not know: `502`. */
  readonly lacks?: readonly string[] | undefined;
  /** The form of its listings; that of Unix unless it is given. */
  readonly listing?: 'unix' | 'dos' | undefined;
  /** Whether its listings leave out names that begin with a dot. */
  readonly hidesDots?: boolean | undefined;
  /**
   * How it answers STAT: by listing the current folder as `ls -la` does, or by what this makes of the lines of that; it does not know the command
   * where this is absent.
   */
  readonly stat?:
    'lists' | ((lines: readonly string[], folder: string) => Promise<string> | string) | undefined;
  /** What it says of itself (SYST). */
  readonly system?: string | undefined;
  /** What it does instead of carrying a command out. */
  readonly instead?: ((verb: string, argument: string) => Instead | undefined) | undefined;
  /** Answers a command by itself and returns `true`, or leaves that to the server. */
  readonly answer?: ((command: string, session: Session) => Promise<boolean> | boolean) | undefined;
  /** Hangs up behind the reply to these commands. */
  readonly hangsUpAfter?: readonly string[] | undefined;
  /** Bytes after which a data connection falls silent, and stays open. */
  readonly stallsAfter?: number | undefined;
  /** Bytes of a file beyond which it takes no more, and what it says then. */
  readonly full?: { readonly bytes: number; readonly reply: string } | undefined;
  /** Sends every byte of a reply in a packet of its own, or what it has to say within a moment in one. */
  readonly packets?: 'bytes' | 'together' | undefined;
  /** Transfers during which it reads and answers what comes next, instead of after them. */
  readonly reads?: ((transfer: string) => boolean) | undefined;
  /** Takes only the first of several commands that arrive together. */
  readonly losesBursts?: boolean | undefined;
  /** How many control connections it takes at once, and what becomes of more. */
  readonly most?: { readonly connections: number; readonly then: TurnedAway } | undefined;
}

/** What the sessions of a server share. */
export interface Shared {
  /** The folder on disk that it shows as its root. */
  readonly root: string;
  readonly lines: Lines;
  readonly commands: string[];
  readonly ahead: string[];
  script: Script;
  flooded: number;
  turnedAway: number;
}

/**
 * An FTP server in the process of the test that does as it is told, for a folder of this disk: what no real one can be brought to do, or
 * cannot be had.
 */
export interface ScriptedFtp {
  /** `ftp://HOST:PORT`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** It has no certificate. */
  readonly fingerprint: '';
  /** The folder on disk that it shows as its root. */
  readonly root: string;
  /** All commands so far, of all connections, in the order in which they came. */
  readonly commands: readonly string[];
  /** Commands that arrived on a connection while an upload was under way on it. */
  readonly ahead: readonly string[];
  /** How many control connections there have been. */
  readonly connections: number;
  /** How many of them it did not want. */
  readonly turnedAway: number;
  /** Bytes that it has poured out without end. */
  readonly flooded: number;
  /** How often a command came. */
  count(verb: string): number;
  /** Changes what it does from now on. */
  change(script: Script): void;
  /** Puts a file into the root, last changed on the first of January 2024. */
  put(path: string, content: string | Buffer): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one for the folder `root`. Unless told otherwise, it reads each command when it has answered the one before. */
export async function startScriptedFtp(
  root: string,
  script: Script = {},
  host = '127.0.0.1',
): Promise<ScriptedFtp> {
  const lines = new Lines();
  const shared: Shared = { root, lines, commands: [], ahead: [], script, flooded: 0, turnedAway: 0 };
  let connections = 0;
  let open = 0;
  const server = createServer((socket) => {
    connections += 1;
    lines.add(socket);
    const { most } = shared.script;
    const refusal = most !== undefined && open >= most.connections ? most.then : undefined;
    if (refusal === undefined) {
      open += 1;
      socket.once('close', () => (open -= 1));
    } else shared.turnedAway += 1;
    if (refusal === 'cut') socket.destroy();
    else if (refusal === 'reset') socket.resetAndDestroy();
    else if (refusal === 'silence') socket.resume();
    else if (refusal !== undefined && 'greeting' in refusal) socket.end(refusal.greeting);
    else new ScriptedSession(socket, shared, refusal?.password).begin();
  });
  const port = await listen(server, host);
  return {
    url: `ftp://${host}:${port}`,
    host,
    port,
    user: 'tester',
    password: 'correct horse',
    fingerprint: '',
    root,
    commands: shared.commands,
    ahead: shared.ahead,
    get connections() {
      return connections;
    },
    get turnedAway() {
      return shared.turnedAway;
    },
    get flooded() {
      return shared.flooded;
    },
    count: (verb) => shared.commands.filter((command) => command.split(' ', 1)[0] === verb).length,
    change: (changed) => (shared.script = changed),
    put: async (path, content) => {
      await writeFile(join(root, path), content);
      const seconds = Date.UTC(2024, 0, 1) / 1000;
      await utimes(join(root, path), seconds, seconds);
    },
    stop: () => lines.stop(server),
  };
}
