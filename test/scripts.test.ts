import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

const ROOT = join(import.meta.dirname, '..');

const Package = v.object({
  scripts: v.record(v.string(), v.string()),
  homepage: v.pipe(v.string(), v.url()),
  repository: v.object({ url: v.string() }),
});
const about = v.parse(Package, JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
const scripts = [...new Set(Object.values(about.scripts).map((line) => /scripts\/\S+\.mjs/.exec(line)?.[0]))];

describe.each(scripts.filter((script) => script !== undefined))('%s', (script) => {
  const run = async (...words: readonly string[]) => {
    try {
      const { stdout, stderr } = await promisify(execFile)('node', [join(ROOT, script), ...words]);
      return { code: 0, stdout, stderr };
    } catch (error) {
      return v.parse(v.object({ code: v.number(), stdout: v.string(), stderr: v.string() }), error);
    }
  };

  it('tells with --help how it is used, and does nothing else', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm /);
  });

  it('tells of an option that it does not know, and how it is used', async () => {
    const { code, stdout, stderr } = await run('--bogus');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^There is no “--bogus” here\.\n\nUsage: npm /);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

it('package.json says where the project is at home, which a .deb has to name', () => {
  expect(about.repository.url).toContain(about.homepage);
});
