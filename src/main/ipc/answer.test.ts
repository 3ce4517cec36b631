import { describe, expect, it } from 'vitest';
import { answer, type Handlers } from './answer.js';

const refuseAll = (): never => {
  throw new Error('secret inside at /home/anna/code.ts');
};

const HANDLERS: Handlers = {
  open: refuseAll,
  saveProfile: refuseAll,
  deleteProfile: () => ({ kind: 'ok', value: null }),
  chooseFolder: refuseAll,
  chooseKeyFile: refuseAll,
  lookAtFolder: refuseAll,
  makeFolder: refuseAll,
  testConnection: refuseAll,
  stopTest: refuseAll,
  openFolders: refuseAll,
  listFolders: refuseAll,
  makeServerFolder: refuseAll,
  closeFolders: refuseAll,
  dialogue: refuseAll,
  copyDialogue: refuseAll,
  pairs: refuseAll,
  doWithAll: refuseAll,
  previewUndoOfAll: refuseAll,
  watch: () => ({ kind: 'idle' }),
  compare: refuseAll,
  acceptFilters: refuseAll,
  verify: refuseAll,
  settle: refuseAll,
  readContent: refuseAll,
  readBase: refuseAll,
  settleMerge: refuseAll,
  stopReading: refuseAll,
  run: refuseAll,
  undoChoice: refuseAll,
  cancel: refuseAll,
  previewUndo: refuseAll,
  undo: refuseAll,
  acceptPlain: refuseAll,
  useTls: refuseAll,
  signIn: refuseAll,
  history: refuseAll,
  outcomes: refuseAll,
  allRuns: refuseAll,
  findInHistory: refuseAll,
  versionsOf: refuseAll,
  previewRestore: refuseAll,
  restore: refuseAll,
  retry: refuseAll,
  exportReport: refuseAll,
  setPace: refuseAll,
  stop: refuseAll,
  runFirst: refuseAll,
  takeOffQueue: refuseAll,
  trustCertificate: refuseAll,
  showCommands: () => null,
  appCommand: refuseAll,
  duplicateProfile: refuseAll,
  arrangeProfiles: refuseAll,
  exportProfiles: refuseAll,
  importSources: refuseAll,
  lookAtImport: refuseAll,
  acceptImport: refuseAll,
  dropImport: refuseAll,
  forgetSecrets: refuseAll,
  saveSettings: refuseAll,
  messageSecrets: refuseAll,
  changeMessageSecret: refuseAll,
  testMessage: refuseAll,
  licences: refuseAll,
  update: refuseAll,
  savePlan: refuseAll,
  runOnly: refuseAll,
  openItem: refuseAll,
  showItem: refuseAll,
  copyItems: refuseAll,
};

const KEEP = { password: { kind: 'keep' }, passphrase: { kind: 'keep' }, proxy: { kind: 'keep' } };

const DRAFT = {
  name: '',
  localFolder: '/home/site',
  remoteFolder: 'ftp://example.com/site',
  userName: '',
  mode: 'two-way',
  deleteExtra: false,
};

function ask(name: keyof Handlers, args: readonly unknown[], logged: string[] = []): Promise<unknown> {
  return answer(name, args, HANDLERS, (what, error) => logged.push(`${what}: ${String(error)}`));
}

describe('a request of the window', () => {
  it('is carried out when its arguments are fit', async () => {
    await expect(ask('deleteProfile', ['a-1'])).resolves.toEqual({ kind: 'ok', value: null });
    await expect(ask('watch', ['a-1'])).resolves.toEqual({ kind: 'idle' });
  });

  it('is refused with the sentence of the schema when what was entered is unfit', async () => {
    await expect(ask('saveProfile', [null, DRAFT, KEEP])).resolves.toMatchObject({
      kind: 'refused',
      problem: { kind: 'invalid', what: 'Give the profile a name.' },
    });
  });

  it('is refused in plain words when its arguments make no sense at all', async () => {
    await expect(ask('compare', [7])).resolves.toMatchObject({
      kind: 'refused',
      problem: { what: 'Something you entered isn’t valid.' },
    });
  });

  it('never shows a password that stands in an address', async () => {
    const draft = { ...DRAFT, name: 'Site', remoteFolder: 'ftp://anna:s3cret@[bad' };
    const logged: string[] = [];
    const refused = await ask(
      'saveProfile',
      [null, draft, { ...KEEP, password: { kind: 'set', secret: 'hunter22' } }],
      logged,
    );
    expect(refused).toMatchObject({
      kind: 'refused',
      problem: { what: 'That is not a valid address. It should look like ftp://server/folder.' },
    });
    expect(JSON.stringify(refused) + logged.join()).not.toMatch(/s3cret|hunter22/);
  });

  it('that fails inside tells the log why, and the window nothing of it', async () => {
    const logged: string[] = [];
    const refused = await ask('compare', ['a-1'], logged);
    expect(refused).toMatchObject({ kind: 'refused', problem: { kind: 'other' } });
    expect(JSON.stringify(refused)).not.toContain('secret inside');
    expect(logged.join()).toContain('secret inside');
  });

  it('that fails inside and cannot be refused rejects without telling why', async () => {
    await expect(ask('open', [])).rejects.toThrow(/^The request could not be carried out\.$/);
    await expect(ask('watch', [7])).rejects.toThrow(/^The request could not be carried out\.$/);
  });
});
