import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { readTaskFile } from './task-file.js';

const FILE = `# as pyftpsync has it
default_task: preview
common_config:
  verbose: 4
  exclude: ".git,*.bak"
tasks:
  preview: &upload
    command: upload
    local: .
    remote: ftps://example.com/site
    delete_unmatched: true
    dry_run: true
  deploy:
    command: upload
    local: build
    remote: /srv/site
    no_color: true
    verbose: 2
    exclude: [a, b]
    first_sync: newer
`;

/** What is said of the file, or of the first task in it that cannot be meant. */
function complaint(text: string, file = 'evenkeel.yaml'): string {
  const { what, advice } = errorOf(text, file);
  return `${what} ${advice}`;
}

function errorOf(text: string, file: string): UsageError {
  try {
    for (const task of readTaskFile(text, file).tasks.values()) if (task instanceof UsageError) return task;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('a file of tasks', () => {
  it('gives each task what is common, and what is its own', () => {
    const { defaultTask, tasks } = readTaskFile(FILE, 'pyftpsync.yaml');
    expect(defaultTask).toBe('preview');
    expect([...tasks.values()]).toEqual([
      {
        name: 'preview',
        command: 'upload',
        local: '.',
        remote: 'ftps://example.com/site',
        where: undefined,
        options: { verbose: 1, quiet: 0, exclude: '.git,*.bak', deleteUnmatched: true, dryRun: true },
      },
      {
        name: 'deploy',
        command: 'upload',
        local: 'build',
        remote: '/srv/site',
        where: undefined,
        options: { verbose: 0, quiet: 1, exclude: ['a', 'b'], color: false, firstSync: 'newer' },
      },
    ]);
  });

  it('needs no local folder, and may say where a task works, as pyftpsync has it', () => {
    const { tasks } = readTaskFile(
      'common_config: { remote: /srv, root: true }\ntasks:\n  a: { command: sync }\n  b: { command: upload, root: false, here: true }\n',
      'pyftpsync.yaml',
    );
    expect([...tasks.values()]).toEqual([
      { name: 'a', command: 'two-way', local: '.', remote: '/srv', where: 'root', options: {} },
      { name: 'b', command: 'upload', local: '.', remote: '/srv', where: 'here', options: {} },
    ]);
  });

  it.each([
    ['tasks:\n  a: { command: sync, remote: b, root: true, here: true }\n', 'choose one of them'],
    ['tasks:\n  a: {command: upload\n', 'line 3, column 1'],
    ['tasks:\n  a:\n    command: uplod\n    local: .\n', 'line 3, column 5: the task “a” needs a command'],
    ['tasks:\n  a:\n    command: sync\n    local: .\n', 'needs a remote folder'],
    [
      'tasks:\n  a:\n    command: sync\n    local: .\n    remote: b\n    exlude: x\n',
      'line 6, column 5: there is no key “exlude”. Did you mean exclude?',
    ],
    [
      'tasks:\n  a:\n    command: sync\n    local: .\n    remote: b\n    connections: many\n',
      'line 6, column 5: invalid value for “connections”. Use a whole number',
    ],
    ['tasks: [a]\n', 'line 1, column 8: “tasks” should be'],
    ['', 'line 1, column 1'],
    ['tasks:\n\ta: 1\n', 'line 2'],
  ])('is refused with line and column: %j', (text, words) => {
    expect(complaint(text)).toContain(words);
  });

  it.each([
    ['max_delet: 5', 'Did you mean max_delete?'],
    ['no_dry_run: true', 'Write dry_run: false instead.'],
    ['force: true', '“force” can’t be used in the task “a”, because sync has no target side'],
    ['connections: many', 'Use a whole number from 1 to 32'],
  ])('speaks of keys, never of options of the command line: %s', (line, words) => {
    const said = complaint(`tasks:\n  a:\n    command: sync\n    remote: b\n    ${line}\n`);
    expect(said).toContain(words);
    expect(said).not.toContain('--');
  });

  it('does a good task whatever is wrong with another one', () => {
    const { tasks } = readTaskFile(
      'tasks:\n  good: { command: sync, remote: b }\n  bad: { command: fly, remote: b }\n  empty:\n',
      'pyftpsync.yaml',
    );
    expect(tasks.get('good')).toMatchObject({ command: 'two-way', remote: 'b' });
    expect(tasks.get('bad')).toBeInstanceOf(UsageError);
    expect(tasks.get('empty')).toBeInstanceOf(UsageError);
  });

  it('takes what pyftpsync has in common for tasks of all kinds, where it concerns some', () => {
    const { tasks } = readTaskFile(
      'common_config: { remote: b, force: true, files: false, sort: yes, debug: classify, delete: no }\ntasks:\n  s: { command: sync }\n  u: { command: upload }\n  t: { command: tree }\n',
      'pyftpsync.yaml',
    );
    expect(tasks.get('s')).toMatchObject({ command: 'two-way', options: {} });
    expect(tasks.get('u')).toMatchObject({ command: 'upload', options: { force: true, delete: false } });
    expect(tasks.get('t')).toMatchObject({ command: 'tree', options: { files: false, sort: true } });
  });

  it('reads a pyftpsync.yaml as YAML 1.1: yes is true, and << takes over another task', () => {
    const { tasks } = readTaskFile(
      'tasks:\n  a: &a { command: upload, remote: b, dry_run: yes, force: on }\n  c: { <<: *a, dry_run: no }\n  d: *a\n',
      'pyftpsync.yaml',
    );
    expect(tasks.get('c')).toMatchObject({ command: 'upload', options: { dryRun: false, force: true } });
    expect(tasks.get('d')).toMatchObject({ command: 'upload', options: { dryRun: true } });
  });

  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((line, index) =>
    index === 0
      ? line
      : `${line}: &${line} [${Array(9)
          .fill(`*${'abcdefgh'[index - 1]}`)
          .join(',')}]`,
  );
  it.each([
    [
      'aliases that come to millions',
      `${bomb.join('\n')}\ntasks:\n  t: { command: sync, remote: b, match: *h }\n`,
    ],
    ['a hundred thousand tasks', `tasks: {${'a: {},'.repeat(100_000)}}`],
    ['nothing but brackets', '['.repeat(900_000)],
    ['brackets, just few enough to be read', '['.repeat(9_000)],
    ['a merge that leads back', 'tasks:\n  a: &a\n    <<: *a\n    command: sync\n    remote: b\n    x: 1\n'],
  ])('ends in a sentence for %s', (_what, text) => {
    expect(complaint(text, 'pyftpsync.yaml')).toMatch(/^pyftpsync\.yaml, line \d+, column \d+: .+\. .+\.$/s);
  });
});
