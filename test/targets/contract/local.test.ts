import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalTarget } from '../../../src/main/targets/local/local-target.js';
import { describeContract } from './support/cases.js';

for (const links of ['skip', 'copy'] as const) {
  const permissions = links === 'copy' ? 'keep' : 'leave';
  describeContract(`a local folder, links: ${links}, permissions: ${permissions}`, async () => {
    const root = await mkdtemp(join(tmpdir(), 'evenkeel-local-'));
    return {
      root,
      open: () => new LocalTarget(root, 'local', { links, permissions }),
      own: () => Promise.resolve(),
      stop: () => rm(root, { recursive: true, force: true }),
      setsTimes: true,
      resumes: true,
      misreads: [],
      refusesFiles: [],
      refusesFolders: [],
    };
  });
}
