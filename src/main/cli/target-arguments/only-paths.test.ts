import { describe, expect, it } from 'vitest';
import { readOnly } from './only-paths.js';

describe('--only', () => {
  it('takes paths as the local folder counts them, wherever the command was started', () => {
    expect(readOnly(['a.txt', './docs/b c.txt', 'docs/'], '/home/anna/site', 'linux')).toEqual([
      'a.txt',
      'docs/b c.txt',
      'docs',
    ]);
  });

  it('takes absolute paths inside the local folder', () => {
    expect(readOnly(['/home/anna/site/docs/x'], '/home/anna/site', 'linux')).toEqual(['docs/x']);
    expect(readOnly(['C:\\Site\\docs\\x', 'docs\\y'], 'C:\\Site', 'win32')).toEqual(['docs/x', 'docs/y']);
  });

  it.each([
    '/home/anna/other',
    '..',
    '../site2/a',
    '.',
    '/home/anna/site',
    'docs/../..',
    '/',
    '/home/anna/site2/a',
  ])('refuses %s, which does not lie inside it', (path) => {
    expect(() => readOnly([path], '/home/anna/site', 'linux')).toThrow('--only');
  });

  it('refuses another drive', () => {
    expect(() => readOnly(['D:\\Site\\x'], 'C:\\Site', 'win32')).toThrow('--only');
  });
});
