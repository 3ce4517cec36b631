import { describe, expect, it } from 'vitest';
import { EMPTY_TOTALS } from '../../shared/plan/plan.js';
import { signInFolderIn } from './activity-store.js';
import { shellText } from './text.js';

const remoteWords = shellText.header.remote;

describe('the remote side in the header', () => {
  it('names the folder in which one is signed in where the address names none', () => {
    const signInFolder = signInFolderIn({
      kind: 'compared',
      totals: EMPTY_TOTALS,
      signInFolder: '/home/anna',
    });
    expect(remoteWords('sftp://example.com', signInFolder)).toBe('sftp://example.com (/home/anna)');
  });

  it('is the address where that names a folder, or nothing has been compared', () => {
    expect(
      remoteWords('sftp://example.com/', signInFolderIn({ kind: 'compared', totals: EMPTY_TOTALS })),
    ).toBe('sftp://example.com/');
    expect(remoteWords('sftp://example.com', signInFolderIn({ kind: 'idle' }))).toBe('sftp://example.com');
    expect(remoteWords('sftp://example.com', signInFolderIn(undefined))).toBe('sftp://example.com');
  });
});
