import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const exec = promisify(execFile);

/** Why a shell cannot be tried; `undefined` where it can. */
async function whyNot(shell: string): Promise<string | undefined> {
  try {
    await exec(shell, ['--version']);
    return whyNoTerminal();
  } catch {
    return `${shell} is not installed`;
  }
}

const why = { bash: await whyNot('bash'), zsh: await whyNot('zsh'), fish: await whyNot('fish') };
const title = (shell: keyof typeof why): string =>
  `in ${shell}${why[shell] === undefined ? '' : ` (skipped: ${why[shell]})`}`;

let line: CommandLine;
let env: Record<string, string>;
let open: Terminal | undefined;
beforeAll(async () => {
  line = await CommandLine.build();
  await mkdir(line.path('bin'));
  const program = line.program.map((word) => `'${word}'`).join(' ');
  await writeFile(line.path('bin', 'evenkeel'), `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${program} "$@"\n`);
  await chmod(line.path('bin', 'evenkeel'), 0o755);
  env = { PATH: `${line.path('bin')}:${process.env['PATH'] ?? ''}` };
  await line.put('place', { 'a folder/x': 'x', 'a file': 'x', another: 'x' });
  await writeFile(
    line.path('place', 'evenkeel.yaml'),
    'tasks:\n  deploy-all: { command: upload, local: ., remote: ../there }\n  two words: { command: sync, local: ., remote: ../there }\n',
  );
});
afterEach(() => open?.end());
afterAll(() => line.remove());

/** What is typed, up to the tab, and which words stand there afterwards; a space at the end says that the last one is whole. */
const TYPED: readonly (readonly [typed: string, completed: string])[] = [
  ['downl', 'download '],
  ['sync --first', 'sync --first-sync '],
  ['sync --first-sync new', 'sync --first-sync newer '],
  ['sync --first-sync=new', 'sync --first-sync=newer '],
  ['run dep', 'run deploy-all '],
  ['run tw', 'run two words '],
  [String.raw`sync a\ fo`, 'sync a folder/'],
  ['sync . sf', 'sync . sftp://'],
  [String.raw`apply a\ fi`, 'apply a file '],
  ['scan --log=ano', 'scan --log=another '],
  ['help com', 'help completion '],
];

/** Types in a shell, and looks at what it makes of the line. */
async function completes(shell: string, flags: readonly string[], ready: string): Promise<void> {
  open = new Terminal(line, flags, { program: [shell], env: { ...env, PS1: '$ ' }, cwd: line.path('place') });
  open.types(`${ready}; echo rea''dy\r`);
  await open.sees('ready\n');
  for (const [typed, completed] of TYPED) {
    const shown = `@evenkeel ${completed}@\n`;
    // Back to the beginning of the line: what has been completed becomes words to echo.
    open.types(`evenkeel ${typed}\t@\u0001echo @\r`);
    await open.sees(shown);
  }
}

describe('the completion', () => {
  it.skipIf(why.bash)(title('bash'), async () => {
    await completes('bash', ['--norc', '--noprofile', '-i'], 'source <(evenkeel completion bash)');
  });

  it.skipIf(why.zsh)(title('zsh'), async () => {
    await completes(
      'zsh',
      ['-f', '-i'],
      'autoload -U compinit; compinit -u -D; source <(evenkeel completion zsh)',
    );
  });

  it.skipIf(why.fish)(title('fish'), async () => {
    const tried = TYPED.map(
      ([typed]) => `complete -C 'evenkeel ${typed.replaceAll('\\', '\\\\')}'; echo ---`,
    );
    const script = ['evenkeel completion fish | source', ...tried].join('\n');
    const { stdout } = await exec('fish', ['--no-config', '-c', script], {
      env: line.environment(env),
      cwd: line.path('place'),
    });
    const words = stdout.split('---\n').map((part) => part.replace(/\t.*/, '').trim());
    expect(words.slice(0, TYPED.length)).toEqual(
      TYPED.map(([, completed]) => / ?([^ ]*(?<=a|two) [^ ]*|[^ ]*) ?$/.exec(completed)?.[1]),
    );
  });
});
