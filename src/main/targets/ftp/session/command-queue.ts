import { FTPError, type FTPContext } from 'basic-ftp';
import { INACTIVITY_MS, REPLY_MS } from '../protocol/settings.js';
import {
  isDoubtfulEnd,
  isOutOfStep,
  isUnknown,
  OutOfStep,
  toReply,
  type Answer,
  type Reply,
} from '../protocol/reply.js';
import type { Learned } from './learned.js';

/**
 * Commands that go out together, and who takes their replies. A `transfer` moves data; an `agreement` is about the next data connection,
 * and a `probe` finds out whether it could go ahead: these two may go out behind a transfer, in the same breath.
 */
export interface Exchange {
  readonly kind: 'plain' | 'agreement' | 'transfer' | 'probe';
  readonly commands: readonly string[];
  /** How long the server may be silent before it answers, in milliseconds, where that can be longer than usual. */
  readonly patienceMs?: number | undefined;
  readonly onSent?: () => void;
  /** Gets every reply to the transfer, 1xx included, and the last word on every other command. */
  readonly onReply: (reply: Reply) => void;
  readonly onBroken: (error: Error) => void;
}

/** An exchange that has been sent. */
interface Sent {
  readonly exchange: Exchange;
  /** Commands that have gone out. */
  written: number;
  /** Commands that have their last word. */
  answered: number;
  /** Whether something went out behind it that the server is to read after it. */
  followed: boolean;
}

/**
 * What goes out in one go must reach the server in one packet: of two, some servers (ftp-srv) work at the same time, and others
 * (pure-ftpd), which look for ABOR during a transfer, throw away what comes in the second.
 */
const BURST_BYTES = 1200;

/** Bytes of commands that may be on their way to a server which reads each in its turn, while none of them is answered. */
const AHEAD_BYTES = 8 * 1024;

/** How long a second reply to OPTS may take behind the first one. */
const SECOND_REPLY_MS = 100;

/**
 * The order of things on a control connection that many jobs share. What they want goes out in bursts, each in one write, and the next
 * when the last reply to it has come; replies come in the order of the commands (RFC 959, 5.4). A transfer ends its burst. The one
 * exception is the agreement on the next data connection, which leaves behind the transfer where the server is known to read it in its
 * turn: that makes two round trips a file.
 *
 * S3: a job learns how its transfer ended before it sends anything about that file, whatever the server.
 */
export class CommandQueue {
  readonly #ftp: FTPContext;
  readonly #learned: Learned;
  readonly #sent: Sent[] = [];
  #waiting: Exchange[] = [];
  #flushing = false;
  /** Whether the oldest exchange is a transfer whose data flows: the control connection is silent then. */
  #flowing = false;
  #broken: Error | undefined;
  /** Of the burst under way, or the last one: how many commands it has, and how many of them are answered. */
  #burst = { commands: 0, answered: 0 };
  /** Whether the next command waits for what a server may still have to say to the last one. */
  #listening: NodeJS.Timeout | undefined;
  /** Runs out where a reply has begun, and does not end. */
  #speaking: NodeJS.Timeout | undefined;

  constructor(ftp: FTPContext, learned: Learned) {
    this.#ftp = ftp;
    this.#learned = learned;
  }

  /** Takes every reply from now on. To be called once, when the server is known to have nothing to say. */
  listen(): void {
    this.#ftp.handle(undefined, (answer) => this.#take(answer)).catch(() => undefined);
    this.#watch();
  }

  /** Sends commands as soon as their turn has come. */
  send(exchange: Exchange): void {
    // RFC 959, 5.3: CR LF ends a command, so a name that holds either would be a second one.
    if (exchange.commands.some((command) => /[\r\n\0]|[^\0-\xff]/.test(command))) {
      exchange.onBroken(new Error('A command holds a control character, or is not in wire form.'));
      return;
    }
    if (this.#broken !== undefined) {
      exchange.onBroken(this.#broken);
      return;
    }
    this.#waiting.push(exchange);
    this.#flushSoon();
  }

  /** Whether the server has nothing to say. */
  get idle(): boolean {
    return this.#sent.length === 0 && this.#broken === undefined;
  }

  /**
   * Takes note, when nothing more has come, if the server has answered some of a burst and not the rest: then some of it may have been lost
   * on the way, and from now on it gets one command at a time.
   */
  doubtBurst(): void {
    const { commands, answered } = this.#burst;
    if (answered > 0 && answered < commands) this.#giveSingly();
  }

  /** Takes no answer any more, and has no doubt because of those that are missing. */
  abandon(): void {
    this.#burst = { commands: 0, answered: 0 };
  }

  #giveSingly(): void {
    this.#learned.single = true;
    this.#learned.readsAhead = false;
    this.#learned.ahead = 'no';
  }

  /** The data has passed: from now on the server's reply has to come in time. */
  expectReply(): void {
    this.#flowing = false;
    this.#watch();
  }

  /** What jobs ask for in the same breath goes out in one packet. */
  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#broken !== undefined || this.#listening !== undefined) return;
    if (this.#sent.length > 0) {
      this.#flushAhead();
      return;
    }
    const { single } = this.#learned;
    const burst: Exchange[] = [];
    const add = (exchange: Exchange | undefined): boolean => {
      if (single && burst.length > 0) return false;
      const fits =
        exchange !== undefined && (burst.length === 0 || textOf([...burst, exchange]).length <= BURST_BYTES);
      if (fits) burst.push(exchange);
      return fits;
    };
    for (const exchange of this.#ahead()) if (!add(exchange)) break;
    const next = this.#waiting.find(({ kind }) => kind === 'agreement' || kind === 'probe');
    const transfer = this.#waiting.find(({ kind }) => kind === 'transfer');
    let followed = false;
    if (transfer === undefined) add(next);
    else if (add(transfer)) followed = next !== undefined && this.#mayFollow(next) && add(next);
    if (burst.length === 0) return;
    this.#waiting = this.#waiting.filter((exchange) => !burst.includes(exchange));
    for (const exchange of burst) {
      const written = single ? 1 : exchange.commands.length;
      this.#sent.push({ exchange, written, answered: 0, followed: followed && exchange === transfer });
    }
    this.#write(single ? burst.flatMap(({ commands }) => commands.slice(0, 1)) : commandsOf(burst));
    this.#watch();
    for (const { onSent } of burst) onSent?.();
  }

  /** Plain commands may follow others that are not answered yet, where the server reads them in their turn and no transfer waits. */
  #flushAhead(): void {
    const { single, readsAhead } = this.#learned;
    if (single || !readsAhead) return;
    if (
      [...this.#sent.map(({ exchange }) => exchange), ...this.#waiting].some(({ kind }) => kind !== 'plain')
    )
      return;
    let bytes = textOf(this.#sent.map(({ exchange }) => exchange)).length;
    const more: Exchange[] = [];
    for (const exchange of this.#waiting) {
      bytes += textOf([exchange]).length;
      if (bytes > AHEAD_BYTES) break;
      more.push(exchange);
    }
    if (more.length === 0) return;
    this.#waiting = this.#waiting.slice(more.length);
    for (const exchange of more)
      this.#sent.push({ exchange, written: exchange.commands.length, answered: 0, followed: false });
    const { commands, answered } = this.#burst;
    this.#write(commandsOf(more));
    this.#burst = { commands: commands + this.#burst.commands, answered };
    for (const { onSent } of more) onSent?.();
  }

  #write(commands: readonly string[]): void {
    this.#burst = { commands: commands.length, answered: 0 };
    for (const command of commands) this.#ftp.log(`> ${masked(command)}`);
    this.#ftp.socket.write(commands.map((command) => `${command}\r\n`).join(''), 'latin1');
  }

  /** The next command of the oldest exchange, where it gets one at a time. */
  #writeNext(): void {
    const [oldest] = this.#sent;
    const command = oldest?.exchange.commands[oldest.written];
    if (oldest === undefined || command === undefined || oldest.written > oldest.answered) return;
    oldest.written += 1;
    this.#write([command]);
    this.#watch();
  }

  /** Some servers answer OPTS twice. Where one command goes out at a time, the second answer is waited for, and passed over. */
  #goOn(asked: string): void {
    if (this.#learned.single && asked === 'OPTS') {
      this.#listening = setTimeout(() => {
        this.#listening = undefined;
        this.#writeNext();
        this.#flushSoon();
      }, SECOND_REPLY_MS);
      return;
    }
    setImmediate(() => {
      if (this.#listening === undefined && this.#broken === undefined) this.#writeNext();
    });
    this.#flushSoon();
  }

  /**
   * What may go out before the transfer that waits, if one does. S8: what leaves the folder may not: a listing is one of the folder that
   * the server is in.
   */
  #ahead(): readonly Exchange[] {
    const transfer = this.#waiting.findIndex(({ kind }) => kind === 'transfer');
    return this.#waiting.filter(
      (exchange, index) =>
        exchange.kind === 'plain' && (transfer === -1 || index < transfer || !leavesFolder(exchange)),
    );
  }

  #mayFollow({ kind }: Exchange): boolean {
    return !this.#learned.single && (kind === 'probe' || this.#learned.ahead === 'yes');
  }

  #take(answer: Answer): void {
    const reply = toReply(answer);
    if (reply instanceof Error) {
      this.#break(reply);
      return;
    }
    const oldest = this.#sent[0];
    const awaited = oldest !== undefined && oldest.written > oldest.answered;
    if (!awaited && this.#learned.single) return;
    if (oldest === undefined || this.#isOutOfStep(oldest, reply)) {
      this.#learned.ahead = 'no';
      if (this.#burst.commands > 1 || oldest === undefined) this.#giveSingly();
      this.#break(new OutOfStep('The server’s replies are out of step with the commands.'));
      return;
    }
    const { kind, commands, onReply } = oldest.exchange;
    const asked = verbOf(commands[oldest.answered] ?? '');
    if (isUnknown(reply) && OPTIONAL.has(asked)) this.#learned.unknown.add(asked);
    if (reply.code < 200) {
      this.#flowing = kind === 'transfer';
      if (kind === 'transfer') onReply(reply);
    } else {
      oldest.answered += 1;
      this.#burst.answered += 1;
      if (oldest.answered === commands.length) this.#sent.shift();
      if (kind === 'transfer') this.#flowing = false;
      onReply(reply);
    }
    this.#watch();
    this.#goOn(asked);
  }

  #isOutOfStep({ exchange, answered, followed }: Sent, reply: Reply): boolean {
    if (reply.code < 200) return false;
    if (exchange.kind === 'transfer') return followed && isDoubtfulEnd(reply);
    return isOutOfStep(exchange.commands[answered] ?? '', reply);
  }

  #break(error: Error): void {
    if (this.#broken !== undefined) return;
    this.#broken = error;
    // Of a server that reads each command in its turn, a connection that breaks says nothing; one that stays silent may have lost some.
    const silent = error.message.startsWith('Timeout');
    if (!(error instanceof FTPError) && (silent || !this.#learned.readsAhead)) this.doubtBurst();
    clearTimeout(this.#listening);
    clearTimeout(this.#speaking);
    const all = [...this.#sent.map(({ exchange }) => exchange), ...this.#waiting];
    this.#sent.length = 0;
    this.#waiting = [];
    this.#ftp.close();
    for (const { onBroken } of all) onBroken(error);
  }

  /** The server has to answer in time, except where nothing was asked or data flows. */
  #watch(): void {
    const [oldest] = this.#sent;
    const silent = oldest === undefined || this.#flowing || oldest.written === oldest.answered;
    const patienceMs = oldest?.exchange.patienceMs ?? INACTIVITY_MS;
    clearTimeout(this.#speaking);
    if (this.#broken !== undefined) return;
    this.#ftp.socket.setTimeout(silent ? 0 : patienceMs);
    if (silent) return;
    const timeout = (): void => this.#break(new Error('Timeout (reply)'));
    this.#speaking = setTimeout(timeout, patienceMs + REPLY_MS);
  }
}

/** What a server may do without, so that there is another way. */
const OPTIONAL: ReadonlySet<string> = new Set(['MLST', 'MLSD', 'SIZE', 'MDTM', 'REST']);

function verbOf(command: string): string {
  return command.split(' ', 1)[0] ?? '';
}

function leavesFolder({ commands }: Exchange): boolean {
  return commands.some((command) => /^(?:CWD|CDUP)\b/.test(command));
}

function commandsOf(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges.flatMap(({ commands }) => commands);
}

function textOf(exchanges: readonly Exchange[]): string {
  return commandsOf(exchanges)
    .map((command) => `${command}\r\n`)
    .join('');
}

/** What others may see of a command. */
function masked(command: string): string {
  return command.startsWith('PASS ') ? 'PASS ***' : command;
}
