// @ts-check
import { Stop } from './say.mjs';

const UNRELEASED = /^## Unreleased[ \t]*$/m;
const SECTION = /^## /m;
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** @typedef {'major' | 'minor' | 'patch'} Step */

/**
 * The version that follows: one step up, or the very one that was asked for, if it is higher.
 * @param {string} current
 * @param {string} asked `major`, `minor`, `patch`, or a version
 * @returns {string}
 */
export function nextVersion(current, asked) {
  const from = numbersOf(current);
  if (from === undefined) throw new Stop(`package.json has no version that can be raised: ${current}.`);
  const [major, minor, patch] = from;
  switch (asked) {
    case 'major':
      return `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
    default: {
      const to = numbersOf(asked);
      if (to === undefined)
        throw new Stop(`“${asked}” is not a version. Write major, minor, patch, or 1.2.3.`);
      const difference = to.findIndex((number, index) => number !== from[index]);
      if (difference === -1 || (to[difference] ?? 0) < (from[difference] ?? 0)) {
        throw new Stop(`${asked} does not come after ${current}.`);
      }
      return asked;
    }
  }
}

/**
 * The changelog with what is unreleased under its version, and those lines alone as the notes of the release.
 * @param {string} changelog
 * @param {string} version
 * @param {string} day `2027-02-03`
 * @returns {{ changelog: string, notes: string }}
 */
export function cutRelease(changelog, version, day) {
  const heading = UNRELEASED.exec(changelog);
  if (heading === null) throw new Stop('CHANGELOG.md has no section “Unreleased”.');
  const start = heading.index + heading[0].length;
  const rest = changelog.slice(start);
  const next = SECTION.exec(rest)?.index ?? rest.length;
  const notes = rest.slice(0, next).trim();
  if (notes === '')
    throw new Stop('Nothing is unreleased: CHANGELOG.md says what people get with a version.');
  const released = `## ${version} – ${day}\n\n${notes}\n`;
  const after = rest.slice(next);
  return {
    changelog: `${changelog.slice(0, start)}\n\n${released}${after === '' ? '' : `\n${after}`}`,
    notes: `${notes}\n`,
  };
}

/**
 * The notes of a version that was released, for the page people download it from.
 * @param {string} changelog
 * @param {string} version
 * @returns {string}
 */
export function notesOf(changelog, version) {
  const heading = `## ${version} – `;
  const start = changelog.startsWith(heading) ? 0 : changelog.indexOf(`\n${heading}`) + 1;
  if (start === 0 && !changelog.startsWith(heading))
    throw new Stop(`CHANGELOG.md has no section “${version}”.`);
  const lines = changelog.slice(start);
  const body = lines.slice(lines.indexOf('\n') + 1);
  return `${body.slice(0, SECTION.exec(body)?.index ?? body.length).trim()}\n`;
}

/**
 * @param {string} text
 * @returns {readonly [number, number, number] | undefined}
 */
function numbersOf(text) {
  const [, major, minor, patch] = VERSION.exec(text) ?? [];
  return major === undefined || minor === undefined || patch === undefined
    ? undefined
    : [Number(major), Number(minor), Number(patch)];
}
