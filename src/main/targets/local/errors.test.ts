import { describe, expect, test } from 'vitest';
import { localError, localProblem, rootProblem } from './errors.js';

const CONTEXT = { side: 'local', root: '/home/joe/photos', path: 'a/b.jpg', doing: 'written' } as const;

describe('the error code of a failed file operation', () => {
  test.each([
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['EROFS', 'permission-denied'],
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EFBIG', 'no-space'],
    ['ENAMETOOLONG', 'name-refused'],
    ['EINVAL', 'name-refused'],
    ['EILSEQ', 'name-refused'],
    ['ENOENT', 'folder-missing'],
    ['ENOTDIR', 'not-a-folder'],
    ['EEXIST', 'already-exists'],
    ['ENOTEMPTY', 'not-empty'],
    ['ENOSYS', 'unsupported'],
    ['EBUSY', 'busy'],
    ['EMFILE', 'busy'],
    ['ESTALE', 'connection-lost'],
    ['EWHATEVER', 'other'],
    ['', 'other'],
  ])('%s is of the kind %s, and names the item and the folder', (code, kind) => {
    const problem = localProblem(code, CONTEXT);
    expect(problem.kind).toBe(kind);
    expect(problem.what).toContain('a/b.jpg');
    expect(problem.what).toContain('/home/joe/photos');
    expect(problem).toMatchObject({ side: 'local', path: 'a/b.jpg' });
    expect(problem.advice).toMatch(/\.$/);
  });

  test('ENOENT while reading means that the item itself is gone', () => {
    expect(localProblem('ENOENT', { ...CONTEXT, doing: 'read' }).kind).toBe('not-found');
  });
});

describe('a root folder that cannot be used', () => {
  test.each([
    ['ENOENT', 'folder-missing'],
    ['ENOTDIR', 'not-a-folder'],
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['ETIMEDOUT', 'timed-out'],
    ['EIO', 'other'],
  ])('%s is of the kind %s, and names the folder and the side', (code, kind) => {
    const problem = rootProblem(code, '/home/joe/photos', 'local');
    expect(problem.kind).toBe(kind);
    expect(problem.what).toContain('local folder “/home/joe/photos”');
  });
});

test('an error that is fit to be shown passes unchanged', () => {
  const error = localError(Object.assign(new Error('x'), { code: 'EIO' }), CONTEXT);
  expect(localError(error, CONTEXT)).toBe(error);
});
