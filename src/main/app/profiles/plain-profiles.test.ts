import { describe, expect, it } from 'vitest';
import { PlainProfiles, type PlainState } from './plain-profiles.js';

const at = (remoteFolder: string) => ({ id: 'site', remoteFolder });
const PLAIN = at('ftp://example.com/www');
const TLS = at('ftps://example.com/www');

describe('a profile whose FTP was plain', () => {
  const remembering = () => {
    let state: PlainState = { toldOfPlain: [], untriedTls: [] };
    return new PlainProfiles(
      () => state,
      (change) => (state = { ...state, ...change }),
    );
  };
  const switched = () => {
    const plain = remembering();
    plain.saved(PLAIN, TLS);
    return plain;
  };

  it('can go back while TLS has not worked', () => {
    const plain = switched();
    expect(plain.canGoBack('site')).toBe(true);
    expect(plain.canGoBack('other')).toBe(false);
    plain.saved(TLS, TLS);
    expect(plain.canGoBack('site')).toBe(true);
  });

  it('cannot any more once TLS has worked: from then on, a refusal may be that of somebody in between', () => {
    const plain = switched();
    plain.worked('site');
    expect(plain.canGoBack('site')).toBe(false);
    plain.saved(TLS, TLS);
    expect(plain.canGoBack('site')).toBe(false);
  });

  it.each([
    ['it is plain again', TLS, PLAIN],
    ['it is of another server', TLS, at('ftps://example.org/www')],
    ['it is of a folder', TLS, at('/mnt/www')],
  ])('has nothing to go back to where %s', (_what, before, after) => {
    const plain = switched();
    plain.saved(before, after);
    expect(plain.canGoBack('site')).toBe(false);
  });

  it.each([
    ['another server', PLAIN, at('ftps://example.org/www')],
    ['a folder', at('/mnt/www'), TLS],
  ])('was one of the same server: one of %s does not count', (_what, before, after) => {
    const plain = remembering();
    plain.saved(before, after);
    expect(plain.canGoBack('site')).toBe(false);
  });

  it('is told once that it can be read on the way', () => {
    const plain = remembering();
    expect(plain.isTold('site')).toBe(false);
    plain.tell('site');
    plain.tell('site');
    expect(plain.isTold('site')).toBe(true);
  });
});
