import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { build } from 'vite';
import type { Output } from '../../../src/main/cli/cli-context.js';
import { readTree, type Tree } from '../../engine/support/pair.js';
import type { runHere } from './here.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The folder to start in; the workplace by default. */
  readonly cwd?: string | undefined;
}

/**
 * Where commands run that nobody has to stop or to type at. A process of its own costs the processor half a second, most of it Node's
 * beginning: tests of what commands say and do have them run here, with the same bundle and its threads. What lies around that, which is
 * signals, streams, terminals, and whatever looks for the user's home by itself (SSH), is tested in processes.
 */
export type Place = 'in processes' | 'here';

/** Has all commands run in processes, to see that it makes no difference. */
const ALWAYS_PROCESSES = process.env['EVENKEEL_CLI'] === 'processes';

const Here = v.object({ runHere: v.custom<typeof runHere>((it) => typeof it === 'function') });

/** The command line as it ships, with a home folder of its own. */
export class CommandLine {
  /** A folder to work in, which is also the user's home. */
  readonly workplace: string;
  readonly #bundle: string;
  readonly #runHere: typeof runHere | undefined;

  private constructor(bundle: string, workplace: string, place: Place) {
    this.#bundle = bundle;
    this.workplace = workplace;
    // By Node itself: as it is built, and not as Vitest would have it.
    const load = createRequire(import.meta.url);
    this.#runHere =
      place === 'here' && !ALWAYS_PROCESSES
        ? v.parse(Here, load(join(bundle, 'here.js'))).runHere
        : undefined;
  }

  /** Builds it. Takes about a second. */
  static async build(place: Place = 'in processes'): Promise<CommandLine> {
    // Its libraries are found from where it lies.
    await mkdir(join(ROOT, 'out'), { recursive: true });
    const bundle = await mkdtemp(join(ROOT, 'out', 'cli-'));
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'warn',
      build: {
        ssr: true,
        target: 'node22',
        outDir: bundle,
        minify: false,
        rolldownOptions: {
          input: {
            cli: join(ROOT, 'src', 'main', 'cli', 'main.ts'),
            here: join(import.meta.dirname, 'here.ts'),
            'state-worker': join(ROOT, 'src', 'main', 'state', 'worker', 'state-worker.ts'),
            'disk-worker': join(ROOT, 'src', 'main', 'targets', 'local', 'worker', 'disk-worker.ts'),
            'hash-worker': join(ROOT, 'src', 'main', 'sync', 'hash', 'hash-worker.ts'),
          },
          output: { chunkFileNames: '[name]-[hash].js' },
        },
      },
    });
    return new CommandLine(bundle, await mkdtemp(join(tmpdir(), 'evenkeel-cli-')), place);
  }

  /** The words that start it. */
  get program(): readonly string[] {
    return [process.execPath, join(this.#bundle, 'cli.js')];
  }

  /** Its environment: nothing of the person's who runs the tests. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      ELECTRON_RUN_AS_NODE: '1',
      HOME: this.workplace,
      XDG_CONFIG_HOME: join(this.workplace, 'config'),
      LANG: 'C.UTF-8',
      ...more,
    };
  }

  /** Runs a command to its end. */
  async run(words: readonly string[], options: StartOptions = {}): Promise<Ended> {
    if (this.#runHere === undefined) return this.start(words, options).ended;
    const said = { out: '', err: '' };
    const output = (to: 'out' | 'err'): Output => ({
      write: (text) => void (said[to] += text),
      isTerminal: false,
      columns: undefined,
    });
    const env = this.environment(options.env);
    const code = await this.#runHere(words, {
      env,
      program: this.program,
      words,
      folder: options.cwd ?? this.workplace,
      platform: process.platform,
      homeFolder: env['HOME'] ?? this.workplace,
      out: output('out'),
      err: output('err'),
      asker: undefined,
      signal: new AbortController().signal,
      now: Date.now,
    });
    return { code, ...said };
  }

  /** Starts a command in a process; `kill` sends it a signal. */
  start(
    words: readonly string[],
    { env, cwd }: StartOptions = {},
  ): { readonly ended: Promise<Ended>; readonly kill: (signal: NodeJS.Signals) => void } {
    const [program = '', ...first] = this.program;
    const child = spawn(program, [...first, ...words], {
      cwd: cwd ?? this.workplace,
      env: this.environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = async (): Promise<Ended> => {
      const [out, err, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close').then(([exitCode]: unknown[]) =>
          typeof exitCode === 'number' ? exitCode : null,
        ),
      ]);
      return { code, out, err };
    };
    return { ended: ended(), kill: (signal) => child.kill(signal) };
  }

  path(...names: readonly string[]): string {
    return join(this.workplace, ...names);
  }

  /** Writes files below the workplace; `minutes` is how old they are. */
  async put(folder: string, tree: Tree, minutes = 0): Promise<void> {
    await mkdir(this.path(folder), { recursive: true });
    const time = Math.floor(Date.now() / 1000) - minutes * 60;
    for (const [name, content] of Object.entries(tree)) {
      const path = this.path(folder, name);
      if (content === null) {
        await mkdir(path, { recursive: true });
        continue;
      }
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      await utimes(path, time, time);
    }
  }

  tree(folder: string): Promise<Tree> {
    return readTree(this.path(folder));
  }

  async remove(): Promise<void> {
    await rm(this.workplace, { recursive: true, force: true });
    await rm(this.#bundle, { recursive: true, force: true });
  }
}
