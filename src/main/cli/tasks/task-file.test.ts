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

function complaint(text: string): string {
  try {
    readTaskFile(text, 'pyftpsync.yaml');
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.hint}`;
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
        mode: 'upload',
        local: '.',
        remote: 'ftps://example.com/site',
        where: undefined,
        options: { verbose: 1, quiet: 0, exclude: '.git,*.bak', deleteUnmatched: true, dryRun: true },
      },
      {
        name: 'deploy',
        mode: 'upload',
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
      { name: 'a', mode: 'two-way', local: '.', remote: '/srv', where: 'root', options: {} },
      { name: 'b', mode: 'upload', local: '.', remote: '/srv', where: 'here', options: {} },
    ]);
  });

  it.each([
    ['tasks:\n  a: { command: sync, remote: b, root: true, here: true }\n', 'exclude each other'],
    ['tasks:\n  a: {command: upload\n', 'line 3, column 1'],
    ['tasks:\n  a:\n    command: uplod\n    local: .\n', 'line 3, column 5: the task “a” needs a command'],
    ['tasks:\n  a:\n    command: sync\n    local: .\n', 'needs a remote folder'],
    [
      'tasks:\n  a:\n    command: sync\n    local: .\n    remote: b\n    exlude: x\n',
      'line 6, column 5: “exlude” cannot be used like this. Did you mean --exclude?',
    ],
    [
      'tasks:\n  a:\n    command: sync\n    local: .\n    remote: b\n    connections: many\n',
      'line 6, column 5: “connections” cannot be used like this. Use a whole number',
    ],
    ['tasks: [a]\n', 'line 1, column 8: “tasks” should be'],
    ['', 'line 1, column 1'],
    ['tasks:\n\ta: 1\n', 'line 2'],
  ])('is refused with line and column: %j', (text, words) => {
    expect(complaint(text)).toContain(words);
  });
});
