import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it, test } from 'vitest';
import { pictureOf, reduced } from '../scripts/lib/architecture.mjs';
import { circlesOf, importsIn } from '../scripts/lint/circles.mjs';

const root = join(import.meta.dirname, '..');

// The samples are files that do not exist, so the rules that ask the type checker are left out.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function refusalsOf(file: string, code: string): Promise<readonly string[]> {
  const results = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
  return results.flatMap((result) =>
    result.messages
      .filter((message) => message.fatal === true || message.ruleId === 'evenkeel/layers')
      .map((message) => message.message),
  );
}

test('no file imports itself by way of others', async () => {
  expect(circlesOf(await importsIn(join(root, 'src')))).toEqual([]);
});

test('docs/architecture.svg is drawn from the code of today (npm run architecture)', async () => {
  const picture = await readFile(join(root, 'docs', 'architecture.svg'), 'utf8');
  expect(picture).toBe(await pictureOf(join(root, 'src')));
});

test('a picture leaves out what other arrows say already', () => {
  const edges = new Map(
    Object.entries({ a: ['b', 'c'], b: ['c'], c: [] }).map(([at, to]) => [at, new Set(to)]),
  );
  expect(reduced(edges).get('a')).toEqual(new Set(['b']));
});

test.each([
  [{ a: ['b'], b: [] }, []],
  [{ a: ['b'], b: ['a'] }, [['a', 'b']]],
  [{ a: ['b', 'c'], b: ['c'], c: ['b'], d: ['a'] }, [['b', 'c']]],
  [{ a: ['a'] }, [['a']]],
])('of the imports %j the circles are %j', (imports, circles) => {
  const asMap = new Map(Object.entries(imports).map(([path, others]) => [path, new Set(others)]));
  expect(circlesOf(asMap)).toEqual(circles);
});

describe('the direction of dependencies', () => {
  it.each([
    ['src/renderer/sample.ts', "import '../main/sync/plan.js';"],
    ['src/renderer/sample.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/renderer/sample.ts', "import { ipcRenderer } from 'electron';"],
    ['src/renderer/sample.ts', "import '../../e2e/helper.js';"],
    ['src/shared/sample.ts', "import '../main/targets/target.js';"],
    ['src/shared/sample.ts', "import '../renderer/app.js';"],
    ['src/shared/sample.ts', "import { join } from 'path';"],
    ['src/main/sync/sample.ts', "import '../app/windows.js';"],
    ['src/main/sync/sample.ts', "import '../ipc/channels.js';"],
    ['src/main/sync/sample.ts', "import { app } from 'electron';"],
    ['src/main/sync/sample.ts', "import type { App } from 'electron';"],
    ['src/main/sync/sample.ts', "export const later = () => import('electron/main');"],
    ['src/main/targets/ftp/sample.ts', "import type { Plan } from '../../sync/plan.js';"],
    ['src/main/targets/ftp/sample.ts', "export type { Plan } from '../../sync/plan.js';"],
    ['src/main/targets/ftp/sample.ts', "export type Plan = import('../../sync/plan.js').Plan;"],
    ['src/main/targets/sample.ts', "import '../state/state-store.js';"],
    ['src/main/targets/sftp/sample.ts', "import '../../worker/asker.js';"],
    ['src/main/sync/run/sample.ts', "import '../../worker/asker.js';"],
    ['src/main/worker/sample.ts', "import '../state/state-store.js';"],
    ['src/main/state/sample.ts', "export * from '../targets/target.js';"],
    ['src/main/profiles/sample.ts', "import '../sync/plan.js';"],
    ['src/main/credentials/sample.ts', "import '../profiles/store.js';"],
    ['src/main/demo/sample.ts', "import '../targets/target.js';"],
    ['src/main/cli/sample.ts', "import { app } from 'electron';"],
    ['src/main/library/sample.ts', "import { app } from 'electron';"],
    ['src/main/library/sample.ts', "import '../cli/command.js';"],
    ['src/main/sync/sample.ts', "import '../library/index.js';"],
    ['src/main/app/sample.ts', "import '../../renderer/app.js';"],
    ['src/main/activity/sample.ts', "import '../cli/command.js';"],
    ['src/main/activity/sample.ts', "import '../app/application.js';"],
    ['src/main/activity/sample.ts', "import '../ipc/channels.js';"],
    ['src/main/activity/sample.ts', "import '../library/index.js';"],
    ['src/main/session/sample.ts', "import '../activity/activities.js';"],
    ['src/main/session/sample.ts', "import '../library/index.js';"],
    ['src/main/session/sample.ts', "import '../cli/command.js';"],
    ['src/main/session/sample.ts', "import '../profiles/profile-store.js';"],
    ['src/main/session/sample.ts', "import { app } from 'electron';"],
    ['src/main/sync/sample.ts', "import '../session/both-sides.js';"],
    ['src/main/state/sample.ts', "import '../session/profile/pair.js';"],
    ['src/main/cli/sample.ts', "import '../activity/activities.js';"],
    ['src/main/library/sample.ts', "import '../activity/activities.js';"],
    ['src/main/cli/sync/sample.ts', "import '../../sync/run/run.js';"],
    ['src/main/cli/history/sample.ts', "import '../../sync/undo/undo.js';"],
    ['src/main/cli/history/sample.ts', "import '../../sync/versions/prune.js';"],
    ['src/main/library/sample.ts', "import '../sync/scan/compare.js';"],
    ['src/main/library/sample.ts', "import '../sync/run/run.js';"],
    ['src/main/activity/sample.ts', "import '../sync/run/run.js';"],
    ['src/main/activity/sample.ts', "import '../sync/undo/undo.js';"],
    ['src/main/activity/sample.ts', "import '../state/open-state.js';"],
    ['src/main/activity/sample.ts', "import '../targets/open-target.js';"],
    ['src/main/cli/sync/sample.ts', "import '../../app/application.js';"],
    ['src/main/cli/sync/sample.ts', "import '../../ipc/channels.js';"],
    ['src/main/ipc/sample.ts', "import '../app/application.js';"],
    ['src/main/app/tray/sample.ts', "import '../../sync/run/run.js';"],
    ['src/main/targets/sftp/sample.ts', "import '../ftp/protocol/settings.js';"],
    ['src/main/targets/ftp/ops/sample.ts', "import '../../local/ops/stat.js';"],
    ['src/main/targets/sample.ts', "import './ftp/ftp-target.js';"],
    ['src/main/sync/decide/sample.ts', "import '../plan/plan.js';"],
    ['src/main/sync/plan/sample.ts', "import '../scan/compare.js';"],
    ['src/main/sync/scan/sample.ts', "import '../run/run.js';"],
    ['src/main/sync/apply/sample.ts', "import '../run/run.js';"],
    ['src/main/sync/base/sample.ts', "import '../decide/decide.js';"],
    ['src/main/sync/filters/sample.ts', "import '../base/policy.js';"],
    ['src/main/sync/run/sample.ts', "import '../undo/undo.js';"],
  ])('refuses in %s: %s', async (file, code) => {
    await expect(refusalsOf(file, code)).resolves.toHaveLength(1);
  });

  it.each([
    ['src/renderer/preview/sample.tsx', "import type { Entry } from '../../shared/entry.js';"],
    ['src/renderer/sample.ts', "import { create } from 'zustand';"],
    ['src/shared/sample.ts', "import './entry.js';"],
    ['src/shared/sample.test.ts', "import { join } from 'node:path';"],
    ['src/main/sync/sample.ts', "import '../targets/target.js';"],
    ['src/main/sync/sample.ts', "import '../state/state-store.js';"],
    ['src/main/state/sample.ts', "import '../worker/asker.js';"],
    ['src/main/sync/hash/sample.ts', "import '../../worker/asker.js';"],
    ['src/main/targets/local/worker/sample.ts', "import '../../../worker/asker.js';"],
    ['src/main/sync/sample.ts', "import { join } from 'node:path';"],
    ['src/main/targets/ftp/sample.ts', "import '../target.js';"],
    ['src/main/profiles/sample.ts', "import '../../shared/profile.js';"],
    ['src/main/app/sample.ts', "import { app } from 'electron';"],
    ['src/main/app/sample.ts', "import '../ipc/channels.js';"],
    ['src/main/index.ts', "import './app/start.js';"],
    ['src/main/sync/run/sample.ts', "import '../apply/copy.js';"],
    ['src/main/sync/scan/sample.ts', "import '../decide/reconcile.js';"],
    ['src/main/sync/plan/sample.test.ts', "import '../scan/compare.js';"],
    ['src/main/targets/ftp/ops/sample.ts', "import '../../target.js';"],
    ['src/main/targets/open-target.ts', "import './ftp/ftp-target.js';"],
    ['src/main/cli/sample.ts', "import '../sync/plan/plan.js';"],
    ['src/main/library/sample.ts', "import '../sync/plan/plan.js';"],
    ['src/main/activity/sample.ts', "import '../sync/plan/plan.js';"],
    ['src/main/session/sample.ts', "import '../sync/run/run.js';"],
    ['src/main/session/sample.ts', "import '../state/open-state.js';"],
    ['src/main/cli/sample.ts', "import '../session/both-sides.js';"],
    ['src/main/library/sample.ts', "import '../session/both-sides.js';"],
    ['src/main/activity/sample.ts', "import '../session/both-sides.js';"],
    ['src/main/session/sample.ts', "import '../sync/plan.js';"],
    ['test/sample.test.ts', "import '../src/main/sync/plan/plan.js';"],
  ])('allows in %s: %s', async (file, code) => {
    await expect(refusalsOf(file, code)).resolves.toEqual([]);
  });
});
