import { once } from 'node:events';
import { createReadStream, type Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rmdir, stat, unlink, utimes } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { basename, dirname, join, posix } from 'node:path';
import { listen } from '../loopback.js';
import { FEATURES, type Session, type Shared } from './scripted-ftp.js';
import { dosLine, mlsdFacts, timeVal, unixLine } from './scripted-listing.js';

/** How long what is said together is gathered. */
const TOGETHER_MS = 20;

/** One control connection of a scripted server: RFC 959, 2428 and 3659 as far as Evenkeel uses them. Names are UTF-8. */
export class ScriptedSession {
  readonly #socket: Socket;
  readonly #shared: Shared;
  #folder = '/';
  #from = 0;
  #renamed = '';
  #listener: Server | undefined;
  #line: Promise<Socket> | undefined;
  #uploading = false;
  #unsaid = '';
  #muted: string[] | undefined;
  readonly #refusal: string | undefined;

  /** `refusal` is what it says to whoever signs in, if it lets nobody in. */
  constructor(socket: Socket, shared: Shared, refusal?: string) {
    this.#socket = socket;
    this.#shared = shared;
    this.#refusal = refusal;
  }

  begin(): void {
    const { greeting } = this.#shared.script;
    this.#socket.setNoDelay(true);
    if (greeting === undefined) this.#say('220 Ready.');
    else this.#socket.write(greeting);
    let received = '';
    let last = Promise.resolve();
    this.#socket.on('data', (data) => {
      const lines = (received + data.toString('utf8')).split('\r\n');
      received = lines.pop() ?? '';
      if (this.#shared.script.losesBursts === true) lines.splice(1);
      for (const line of lines) {
        if (this.#uploading) this.#shared.ahead.push(line);
        if (line.startsWith('STOR ')) this.#uploading = true;
        last = last.then(() => {
          const taken = this.#take(line).catch(() => this.#hangUp());
          return this.#shared.script.reads?.(line) === true ? undefined : taken;
        });
      }
    });
    this.#socket.on('close', () => this.#listener?.close());
  }

  async #take(command: string): Promise<void> {
    if (this.#socket.destroyed) return;
    const { commands, script } = this.#shared;
    commands.push(command);
    const [, word = '', argument = ''] = /^(\S*) ?(.*)$/.exec(command) ?? [];
    const verb = word.toUpperCase();
    const session: Session = {
      say: (reply) => this.#say(reply),
      mute: (work) => this.#mute(work),
      data: () => this.#data(),
      listen: () => this.#listen(),
      flood: (text) => this.#flood(text),
      honest: () => this.#carryOut(verb, argument),
      cut: () => this.#socket.destroy(),
    };
    if ((await script.answer?.(command, session)) !== true) await this.#obey(verb, argument);
    if (verb === 'STOR') this.#uploading = false;
    if (script.hangsUpAfter?.includes(verb) === true) this.#hangUp();
  }

  /** Carries a command out, unless there is something else to do instead. */
  async #obey(verb: string, argument: string): Promise<void> {
    const { instead, lacks } = this.#shared.script;
    const other = instead?.(verb, argument);
    if (other === 'silence') return;
    if (other === 'hang up') this.#hangUp();
    else if (other !== undefined) this.#say(other.reply);
    else if (lacks?.includes(verb) === true) this.#say(`502 ${verb} is not known.`);
    else await this.#carryOut(verb, argument);
  }

  async #carryOut(verb: string, argument: string): Promise<void> {
    const reply = await this.#answer(verb, argument).catch(
      (error: unknown) => `550 ${argument}: ${error instanceof Error ? error.message : ''}`,
    );
    // What comes from here on has heard the last word.
    if (verb === 'STOR') this.#uploading = false;
    this.#say(reply);
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
    switch (this.#shared.script.packets) {
      case 'bytes':
        for (const byte of Buffer.from(text)) this.#socket.write(Buffer.of(byte));
        break;
      case 'together':
        if (this.#unsaid === '') setTimeout(() => this.#sayUnsaid(), TOGETHER_MS);
        this.#unsaid += text;
        break;
      case undefined:
        this.#socket.write(text);
    }
  }

  #sayUnsaid(): void {
    this.#socket.write(this.#unsaid);
    this.#unsaid = '';
  }

  #flood(text: string): void {
    const pour = (): void => {
      if (this.#socket.destroyed) return;
      this.#shared.flooded += text.length;
      this.#socket.write(text, 'latin1', () => setImmediate(pour));
    };
    pour();
  }

  #hangUp(): void {
    this.#socket.end();
  }

  async #answer(verb: string, argument: string): Promise<string> {
    const { features = FEATURES, system = 'UNIX Type: L8' } = this.#shared.script;
    switch (verb) {
      case 'USER':
        return '331 Password?';
      case 'PASS':
        if (this.#refusal !== undefined) return this.#refusal;
        return argument === 'correct horse' ? '230 Come in.' : '530 Login incorrect.';
      case 'FEAT':
        return `211-Features:\r\n${features.map((line) => ` ${line}\r\n`).join('')}211 End.`;
      case 'SYST':
        return `215 ${system}`;
      case 'PWD':
        return `257 "${this.#folder}"`;
      case 'TYPE':
      case 'OPTS':
      case 'NOOP':
        return '200 OK.';
      case 'CWD': {
        if (!(await this.#stats(argument)).isDirectory()) return '550 Not a folder.';
        this.#folder = this.#path(argument);
        return '250 OK.';
      }
      case 'EPSV':
        return `229 Extended passive (|||${await this.#listen()}|)`;
      case 'PASV': {
        const port = await this.#listen();
        const address = (this.#socket.localAddress ?? '127.0.0.1').replaceAll('.', ',');
        return `227 Passive (${address},${port >> 8},${port & 0xff})`;
      }
      case 'REST':
        this.#from = Number(argument);
        return '350 OK.';
      case 'MLST': {
        const facts = mlsdFacts(await this.#stats(argument));
        return `250-Listing\r\n ${facts} ${argument}\r\n250 End`;
      }
      case 'STAT':
        return this.#stat();
      case 'MLSD':
      case 'LIST':
        return this.#list(verb === 'MLSD' ? argument : argument.replace(/^-a ?/, ''), verb === 'MLSD');
      case 'RETR':
        return this.#send(argument);
      case 'STOR':
        return this.#receive(argument);
      case 'SIZE': {
        const stats = await this.#stats(argument);
        return stats.isFile() ? `213 ${stats.size}` : '550 Not a file.';
      }
      case 'MDTM':
        return `213 ${timeVal((await this.#stats(argument)).mtimeMs)}`;
      case 'MFMT': {
        const [, time = '', path = ''] = /^(\d{14}) (.*)$/.exec(argument) ?? [];
        const seconds = secondsOf(time);
        await utimes(this.#onDisk(path), seconds, seconds);
        return `213 Modify=${time}; ${path}`;
      }
      case 'RNFR':
        await this.#stats(argument);
        this.#renamed = this.#onDisk(argument);
        return '350 And now?';
      case 'RNTO':
        await rename(this.#renamed, this.#onDisk(argument));
        return '250 OK.';
      case 'DELE':
        await unlink(this.#onDisk(argument));
        return '250 OK.';
      case 'MKD':
        await mkdir(this.#onDisk(argument));
        return `257 "${argument}"`;
      case 'RMD':
        await rmdir(this.#onDisk(argument));
        return '250 OK.';
      default:
        return `500 ${verb} is not known.`;
    }
  }

  /** Where a path leads, `..` included, and never out of the root. */
  #path(argument: string): string {
    return posix.resolve(this.#folder, argument);
  }

  #onDisk(argument: string): string {
    return join(this.#shared.root, this.#path(argument));
  }

  #stats(argument: string): Promise<Stats> {
    return stat(this.#onDisk(argument));
  }

  async #listen(): Promise<number> {
    this.#listener?.close();
    const listener = createServer();
    this.#listener = listener;
    this.#line = once(listener, 'connection').then(([socket]: Socket[]) => {
      listener.close();
      if (socket === undefined) throw new Error('Nobody came.');
      const cut = (): void => void socket.destroy();
      this.#socket.once('close', cut);
      socket.once('close', () => this.#socket.off('close', cut));
      return this.#shared.lines.add(socket);
    });
    this.#line.catch(() => undefined);
    return listen(listener, this.#socket.localAddress);
  }

  #data(): Promise<Socket> {
    return this.#line ?? Promise.reject(new Error('No line was agreed on.'));
  }

  #begin(): Promise<Socket> {
    this.#say('150 Here it comes.');
    return this.#data();
  }

  /** A folder's listing; that of LIST may be of a single file. */
  async #list(argument: string, facts: boolean): Promise<string> {
    const path = this.#onDisk(argument);
    const isFile = !facts && (await this.#stats(argument)).isFile();
    const folder = isFile ? dirname(path) : path;
    const all = isFile ? [basename(path)] : await readdir(path);
    const hides = this.#shared.script.hidesDots === true && !isFile;
    const names = all.filter((name) => !hides || !name.startsWith('.'));
    const socket = await this.#begin();
    const form = facts ? mlsdLine : this.#shared.script.listing === 'dos' ? dosLine : unixLine;
    const lines = await Promise.all(
      names.map(async (name) => `${form(name, await stat(join(folder, name)))}\r\n`),
    );
    return this.#pour(socket, [Buffer.from(lines.join(''))]);
  }

  async #stat(): Promise<string> {
    const { stat: told } = this.#shared.script;
    if (told === undefined) return '502 STAT is not known.';
    const path = this.#onDisk('.');
    const names = ['.', '..', ...(await readdir(path))];
    const lines = await Promise.all(
      names.map(async (name) => unixLine(name, await stat(name === '..' ? path : join(path, name)))),
    );
    return told === 'lists' ? statReply(lines) : told(lines, this.#folder);
  }

  async #send(argument: string): Promise<string> {
    const { size } = await this.#stats(argument);
    const start = this.#from;
    this.#from = 0;
    const socket = await this.#begin();
    if (start >= size) return this.#pour(socket, []);
    return this.#pour(socket, createReadStream(this.#onDisk(argument), { start }));
  }

  async #pour(socket: Socket, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
    const { stallsAfter = Infinity } = this.#shared.script;
    let sent = 0;
    for await (const chunk of chunks) {
      const passed = chunk.subarray(0, stallsAfter - sent);
      sent += passed.length;
      if (!socket.destroyed && !socket.write(passed)) {
        await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
      }
      if (sent >= stallsAfter) await once(socket, 'close');
      if (socket.destroyed) return '426 The line broke.';
    }
    socket.end();
    return '226 That is all.';
  }

  async #receive(argument: string): Promise<string> {
    const { full, stallsAfter = Infinity } = this.#shared.script;
    const from = this.#from;
    this.#from = 0;
    const file = await open(this.#onDisk(argument), from > 0 ? 'r+' : 'w');
    try {
      const socket = await this.#begin();
      let at = from;
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        await file.write(chunk, 0, chunk.length, at);
        at += chunk.length;
        if (full !== undefined && at > full.bytes) {
          socket.destroy();
          return full.reply;
        }
        if (at >= stallsAfter) {
          socket.pause();
          await once(socket, 'close');
        }
      }
      return '226 That was all.';
    } finally {
      await file.close();
    }
  }
}

/** How servers answer STAT by a listing (RFC 959, 4.2). */
export function statReply(lines: readonly string[]): string {
  return ['213-Status follows:', ...lines, '213 End of status'].join('\r\n');
}

function mlsdLine(name: string, stats: Stats): string {
  return `${mlsdFacts(stats)} ${name}`;
}

/** Seconds since 1970 of a time value (RFC 3659, 2.3). */
function secondsOf(time: string): number {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(time) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`) / 1000;
}
