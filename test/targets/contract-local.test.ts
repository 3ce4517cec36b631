import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalTarget } from '../../src/main/targets/local/local-target.js';
import { describeContract } from './contract-cases.js';

describeContract('a local folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'evenkeel-local-'));
  return {
    root,
    open: () => new LocalTarget(root, 'local'),
    own: () => Promise.resolve(),
    stop: () => rm(root, { recursive: true, force: true }),
    setsTimes: true,
    resumes: true,
    misreads: [],
    refusesFiles: [],
    refusesFolders: [],
  };
});
