import { expect, it } from 'vitest';
import { suggestedName, withSuggestedName } from './suggested-name.js';

const form = (name: string, localFolder: string, remoteFolder: string) => ({
  name,
  localFolder,
  remoteFolder,
});

it.each([
  ['/home/anna/My site/', '', 'My site'],
  ['C:\\Users\\anna\\site', 'ftp://example.com', 'site'],
  ['', 'ftps://ftp.example.com/www', 'ftp.example.com'],
  ['  ', 'anna@example.com:/www', 'example.com'],
  ['', '/mnt/nas', ''],
  ['', '', ''],
])('of %j and %j, a profile is called %j', (localFolder, remoteFolder, name) => {
  expect(suggestedName({ localFolder, remoteFolder })).toBe(name);
});

it('the name follows what is typed until somebody types another, and again once that is deleted', () => {
  let values = form('', '', '');
  const enter = (part: Partial<typeof values>): void => {
    values = withSuggestedName(values, { ...values, ...part });
  };
  enter({ remoteFolder: 'example.com' });
  expect(values.name).toBe('example.com');
  enter({ localFolder: '/home/anna/site' });
  expect(values.name).toBe('site');
  enter({ name: 'Website' });
  enter({ localFolder: '/home/anna/shop' });
  expect(values.name).toBe('Website');
  enter({ name: 'shop' });
  enter({ localFolder: '/home/anna/blog' });
  expect(values.name).toBe('blog');
});
