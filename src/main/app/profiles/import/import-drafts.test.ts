import { expect, it } from 'vitest';
import { refused } from '../../../../shared/ipc.js';
import { DEFAULT_OPTIONS } from '../../../../shared/profile/profile-options.js';
import type { ProfileDraft } from '../../../../shared/profile/profile.js';
import { refusedDraft } from '../draft-problems.js';
import { importDrafts } from './import-drafts.js';

const draft = (name: string, localFolder: string): ProfileDraft => ({
  name,
  localFolder,
  remoteFolder: 'ftp://example.com/',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: DEFAULT_OPTIONS,
});
const [SITE, SHOP, PHOTOS] = [draft('Site', '/site'), draft('Shop', 'C:\\shop'), draft('Photos', '/photos')];

async function imported(...drafts: readonly ProfileDraft[]) {
  const saved: string[] = [];
  const answer = await importDrafts(drafts, ({ name, localFolder }) => {
    if (!localFolder.startsWith('/'))
      return Promise.resolve(refused(refusedDraft({ kind: 'local-path', path: localFolder })));
    saved.push(name);
    return Promise.resolve({ kind: 'ok', value: null });
  });
  return { saved, answer };
}

it('profiles are imported in their order', async () => {
  expect(await imported(SITE, PHOTOS)).toEqual({
    saved: ['Site', 'Photos'],
    answer: { kind: 'ok', value: null },
  });
});

it('one that cannot be saved, such as one from another system, stops none of the others and is told of', async () => {
  const { saved, answer } = await imported(SITE, SHOP, PHOTOS);
  expect(saved).toEqual(['Site', 'Photos']);
  expect(answer).toMatchObject({
    kind: 'refused',
    problem: {
      kind: 'invalid',
      what: 'Imported 2 of 3 profiles. “C:\\shop” is not the full path of a folder.',
      advice: 'Choose the local folder with the button beside the field.',
    },
  });
});

it('where none can be saved, it says just that', async () => {
  const { answer } = await imported(SHOP);
  expect(answer).toMatchObject({
    problem: { what: 'Nothing was imported. “C:\\shop” is not the full path of a folder.' },
  });
});
