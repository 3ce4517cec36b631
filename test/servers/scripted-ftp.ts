import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { posix } from 'node:path';

/** A file on the server. */
export interface ScriptedFile {
  content: Buffer;
  /** As MLSD tells it: `YYYYMMDDHHMMSS`. */
  modified: string;
}

/** One control connection, for a test that answers by itself. */
export interface Session {
  /** Sends a reply, or several that are joined by CR LF. */
  readonly say: (reply: string) => void;
  /** The data line that was agreed on, as soon as the client has opened it. */
  readonly data: () => Promise<Socket>;
  /** What the server would do if nobody meddled. */
  readonly honest: () => Promise<void>;
  /** What it would have said last during `work`, which it does not say. */
  readonly mute: (work: () => Promise<void>) => Promise<string>;
  /** Listens for a data line, and resolves with the port. */
  readonly listen: () => Promise<number>;
  /** Says the same without end. */
  readonly flood: (text: string) => void;
  /** Cuts the control line. */
  readonly cut: () => void;
}

/** How a server misbehaves. */
export interface Script {
  /** Lines of the reply to FEAT, beside those that every scripted server has. */
  readonly features?: readonly string[];
  /** Leaves MLST and MFMT out of the features, so that the client has to do with LIST. */
  readonly old?: boolean;
  /** Sends every byte of a reply in a packet of its own, or what it has to say within a moment in one. */
  readonly packets?: 'bytes' | 'together';
  /** Transfers during which it reads and answers what comes next, instead of after them. */
  readonly reads?: (transfer: string) => boolean;
  /** Answers a command by itself and returns `true`, or leaves that to the server. */
  readonly answer?: (command: string, session: Session) => Promise<boolean> | boolean;
}

/** An FTP server within the test, which keeps its files in memory and answers as it is told to. It lets everybody in. */
export interface ScriptedFtp {
  readonly port: number;
  /** By their absolute paths. */
  readonly files: Map<string, ScriptedFile>;
  readonly folders: Set<string>;
  /** The commands so far, of all connections. */
  readonly commands: readonly string[];
  /** How many control connections there have been. */
  connections(): number;
  /** Commands that arrived on a connection while an upload was under way on it. */
  readonly ahead: readonly string[];
  /** Bytes that it has poured out without end. */
  flooded(): number;
  stop(): Promise<void>;
}

/** Starts a server on the loopback interface. */
export async function startScriptedFtp(script: Script = {}): Promise<ScriptedFtp> {
  const commands: string[] = [];
  const ahead: string[] = [];
  const files = new Map<string, ScriptedFile>();
  const folders = new Set(['/']);
  const sockets = new Set<Socket>();
  let connections = 0;
  const held: Held = { files, folders, commands, script, sockets, ahead, flooded: 0 };
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    const session = new Conversation(socket, held);
    socket.on('close', () => {
      sockets.delete(socket);
      session.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    files,
    folders,
    commands,
    connections: () => connections,
    ahead,
    flooded: () => held.flooded,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
}

interface Held {
  readonly files: Map<string, ScriptedFile>;
  readonly folders: Set<string>;
  readonly commands: string[];
  readonly script: Script;
  readonly sockets: Set<Socket>;
  readonly ahead: string[];
  flooded: number;
}

/** How long what is said together is gathered. */
const TOGETHER_MS = 20;

/** One client's conversation: a command is read when the one before it, and its transfer, are over. */
class Conversation {
  readonly #socket: Socket;
  readonly #held: Held;
  #listener: Server | undefined;
  #arrived: Promise<Socket> | undefined;
  #folder = '/';
  #renaming = '';
  #rest = 0;
  #unsaid = '';
  #muted: string[] | undefined;
  #uploading = false;

  constructor(socket: Socket, held: Held) {
    this.#socket = socket;
    this.#held = held;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    this.#say('220 ready');
    void this.#converse();
  }

  end(): void {
    this.#listener?.close();
  }

  async #converse(): Promise<void> {
    let unended = '';
    let before = Promise.resolve();
    try {
      for await (const piece of this.#socket as AsyncIterable<Buffer>) {
        const lines = (unended + piece.toString('latin1')).split('\r\n');
        unended = lines.pop() ?? '';
        for (const line of lines) {
          if (this.#uploading) this.#held.ahead.push(line);
          if (line.startsWith('STOR ')) this.#uploading = true;
          before = before.then(() => {
            // What breaks here is a line that the client has cut.
            const taken = this.#take(line).catch(() => undefined);
            return this.#held.script.reads?.(line) === true ? undefined : taken;
          });
        }
      }
    } catch {
      // The client is gone, or was cut.
    }
  }

  async #take(command: string): Promise<void> {
    const { commands, script } = this.#held;
    commands.push(command);
    const honest = async (): Promise<void> => this.#say(await this.#answer(command));
    const session: Session = {
      say: (reply) => this.#say(reply),
      mute: (work) => this.#mute(work),
      data: () => this.#data(),
      listen: () => this.#listen(),
      flood: (text) => this.#flood(text),
      honest,
      cut: () => this.#socket.destroy(),
    };
    if ((await script.answer?.(command, session)) !== true) await honest();
    if (command.startsWith('STOR ')) this.#uploading = false;
  }

  async #mute(work: () => Promise<void>): Promise<string> {
    this.#muted = [];
    await work();
    const last = this.#muted.at(-1) ?? '';
    this.#muted = undefined;
    return last;
  }

  #say(reply: string): void {
    if (this.#muted !== undefined) {
      this.#muted.push(reply);
      return;
    }
    const text = `${reply}\r\n`;
    switch (this.#held.script.packets) {
      case 'bytes':
        for (const byte of text) this.#socket.write(byte, 'latin1');
        break;
      case 'together':
        if (this.#unsaid === '') setTimeout(() => this.#sayUnsaid(), TOGETHER_MS);
        this.#unsaid += text;
        break;
      case undefined:
        this.#socket.write(text, 'latin1');
    }
  }

  #sayUnsaid(): void {
    this.#socket.write(this.#unsaid, 'latin1');
    this.#unsaid = '';
  }

  #flood(text: string): void {
    const pour = (): void => {
      if (this.#socket.destroyed) return;
      this.#held.flooded += text.length;
      this.#socket.write(text, 'latin1', () => setImmediate(pour));
    };
    pour();
  }

  #data(): Promise<Socket> {
    return this.#arrived ?? Promise.reject(new Error('No data line was agreed on.'));
  }

  async #listen(): Promise<number> {
    this.#listener?.close();
    const listener = createServer({ allowHalfOpen: true });
    this.#listener = listener;
    this.#arrived = once(listener, 'connection').then(([socket]: Socket[]) => {
      if (socket === undefined) throw new Error('Nobody came.');
      listener.close();
      this.#held.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#held.sockets.delete(socket));
      return socket;
    });
    this.#arrived.catch(() => undefined);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return portOf(listener);
  }

  /** What it says to a command, when that is done. */
  async #answer(command: string): Promise<string> {
    const space = command.indexOf(' ');
    const verb = (space === -1 ? command : command.slice(0, space)).toUpperCase();
    const argument = space === -1 ? '' : command.slice(space + 1);
    const path = posix.resolve(this.#folder, argument);
    const { files, folders, script } = this.#held;
    const file = files.get(path);
    switch (verb) {
      case 'USER':
        return '331 password';
      case 'PASS':
        return '230 in';
      case 'FEAT':
        return ['211-Features:', ...featuresOf(script), '211 End'].join('\r\n');
      case 'TYPE':
      case 'OPTS':
      case 'NOOP':
        return '200 ok';
      case 'SYST':
        return '215 UNIX Type: L8';
      case 'PWD':
        return `257 "${this.#folder}" is here`;
      case 'CWD':
        if (!folders.has(path)) return '550 No such folder';
        this.#folder = path;
        return '250 ok';
      case 'EPSV':
        return `229 ok (|||${await this.#listen()}|)`;
      case 'PASV': {
        const port = await this.#listen();
        return `227 ok (127,0,0,1,${port >> 8},${port & 0xff})`;
      }
      case 'REST':
        this.#rest = Number(argument);
        return '350 ok';
      case 'MLSD':
      case 'LIST':
        return this.#send(this.#listing(verb, this.#folder));
      case 'RETR':
        return file === undefined ? '550 No such file' : this.#send(file.content.subarray(this.#rest));
      case 'STOR':
        return this.#receive(path);
      case 'SIZE':
        return file === undefined ? '550 No such file' : `213 ${file.content.length}`;
      case 'MDTM':
        return file === undefined ? '550 No such file' : `213 ${file.modified}`;
      case 'MLST': {
        const facts = this.#factsOf(path);
        return facts === undefined ? '550 No such file' : `250-\r\n ${facts} ${path}\r\n250 End`;
      }
      case 'MFMT': {
        const named = files.get(posix.resolve(this.#folder, argument.slice(15)));
        if (named === undefined) return '550 No such file';
        named.modified = argument.slice(0, 14);
        return `213 Modify=${named.modified}; ${argument.slice(15)}`;
      }
      case 'RNFR':
        if (file === undefined && !folders.has(path)) return '550 No such file';
        this.#renaming = path;
        return '350 go on';
      case 'RNTO': {
        const renamed = files.get(this.#renaming);
        if (renamed === undefined) return '503 RNFR first';
        files.delete(this.#renaming);
        files.set(path, renamed);
        return '250 renamed';
      }
      case 'DELE':
        return files.delete(path) ? '250 gone' : '550 No such file';
      case 'MKD':
        folders.add(path);
        return '257 made';
      case 'RMD':
        return folders.delete(path) ? '250 gone' : '550 No such folder';
      default:
        return '500 Unknown command';
    }
  }

  #factsOf(path: string): string | undefined {
    if (this.#held.folders.has(path)) return 'type=dir;';
    const file = this.#held.files.get(path);
    return file && `type=file;size=${file.content.length};modify=${file.modified};`;
  }

  #listing(verb: string, folder: string): Buffer {
    const { files, folders } = this.#held;
    const inside = [...folders, ...files.keys()].filter(
      (path) => path !== '/' && posix.dirname(path) === folder,
    );
    const lines = inside.map((path) => {
      const name = posix.basename(path);
      if (verb === 'MLSD') return `${this.#factsOf(path) ?? ''} ${name}\r\n`;
      const size = files.get(path)?.content.length;
      return `${size === undefined ? 'd' : '-'}rw-r--r-- 1 a a ${size ?? 0} Jan 01 2024 ${name}\r\n`;
    });
    return Buffer.from(lines.join(''), 'latin1');
  }

  async #send(content: Buffer): Promise<string> {
    this.#rest = 0;
    this.#say('150 here it comes');
    const line = await this.#data();
    line.end(content);
    await once(line, 'close');
    return '226 that was all';
  }

  async #receive(path: string): Promise<string> {
    const before = this.#held.files.get(path)?.content.subarray(0, this.#rest);
    this.#rest = 0;
    this.#say('150 let it come');
    const pieces: Buffer[] = before === undefined ? [] : [before];
    const line = await this.#data();
    for await (const piece of line as AsyncIterable<Buffer>) pieces.push(piece);
    line.end();
    this.#held.files.set(path, { content: Buffer.concat(pieces), modified: '20260101000000' });
    return '226 that was all';
  }
}

function featuresOf({ old = false, features = [] }: Script): readonly string[] {
  const modern = old ? [] : [' MLST type*;size*;modify*;', ' MFMT'];
  return [...modern, ' SIZE', ' MDTM', ' REST STREAM', ' UTF8', ...features.map((line) => ` ${line}`)];
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
