import { expect, it } from 'vitest';
import { withoutSecrets } from './secrets.js';

it.each([
  ['ftp://anna:s3cret@example.com/a', 'ftp://anna:***@example.com/a'],
  ['see ftps://anna:p@ss:w@example.com now', 'see ftps://anna:***@example.com now'],
  ['ftp://example.com:21/a', 'ftp://example.com:21/a'],
  ['> PASS s3cret word\r\n< 230', '> PASS ***\r\n< 230'],
])('masks the passwords in %j', (text, masked) => {
  expect(withoutSecrets(text)).toBe(masked);
});
