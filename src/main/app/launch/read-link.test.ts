import { expect, it } from 'vitest';
import { readLink } from './read-link.js';

it.each([
  ['evenkeel://run/Site', 'Site'],
  ['evenkeel://run/My%20site%20%26%20more/', 'My site & more'],
  ['EVENKEEL://run/%E2%9B%B5', '⛵'],
])('the link %s asks to run a profile', (link, profile) => {
  expect(readLink(link)).toEqual({ kind: 'run', profile });
});

it.each([
  'evenkeel://run/',
  'evenkeel://run',
  'evenkeel://run/Site?yes=1',
  'evenkeel://run/Site#x',
  'evenkeel://run/a/b',
  'evenkeel://delete/Site',
  'evenkeel://run/%E0%A4%A',
  'evenkeel://run/a%0Ab',
  'http://run/Site',
  `evenkeel://run/${'x'.repeat(3000)}`,
  `evenkeel://run/${'x'.repeat(201)}`,
])('%s asks for nothing that there is', (link) => {
  expect(readLink(link)).toBeUndefined();
});
