// @ts-check

/** @typedef {import('./facts.mjs').Facts} Facts */

/**
 * What Electron needs of a Debian system. The first ones are electron-builder's; it forgets the others, which a system with a desktop
 * happens to have.
 */
const DEPENDS = [
  'libc6',
  'libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0',
  'libuuid1',
  'libsecret-1-0',
  'libgbm1',
  'libasound2',
];

/** What Debian calls a kind of processor, by what Node calls it. @type {Readonly<Record<string, string>>} */
export const DEBIAN_ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/**
 * The description of the package that dpkg reads.
 * @param {Facts} facts
 * @param {string} architecture as Debian calls it
 * @param {number} installedKb
 * @returns {string}
 */
export function control(facts, architecture, installedKb) {
  return `Package: ${facts.name}
Version: ${debianVersion(facts.version)}
Architecture: ${architecture}
Maintainer: ${facts.maintainer}
Installed-Size: ${installedKb}
Depends: ${DEPENDS.join(', ')}
Recommends: gnome-keyring | kwalletmanager
Section: net
Priority: optional
Homepage: ${facts.homepage}
Description: ${facts.synopsis}
 ${facts.description}
`;
}

/**
 * A version before a release comes before it: Debian writes a tilde where npm writes a dash.
 * @param {string} version
 */
export function debianVersion(version) {
  return version.replace('-', '~');
}

/**
 * What runs after the files have been put in place.
 * @param {Facts} facts
 * @returns {string}
 */
export function postinst(facts) {
  return `#!/bin/sh
set -e

if [ "$1" = configure ]; then
  # Debian's own triggers do both; not every derivative has them.
${refresh()}
${appArmor(facts)}fi
`;
}

/**
 * Lines that let the program make its sandbox where AppArmor would forbid it.
 * @param {Facts} facts
 * @returns {string}
 */
export function appArmor({ name, product }) {
  return `  # Ubuntu 24.04 and later let a program make user namespaces, which Chromium's sandbox uses, only with a profile. An older AppArmor cannot
  # read it, and would complain at every start of the system.
  if command -v apparmor_parser >/dev/null && [ -d /etc/apparmor.d ] \\
    && apparmor_parser --skip-kernel-load /opt/${product}/resources/apparmor-profile >/dev/null 2>&1; then
    cp /opt/${product}/resources/apparmor-profile /etc/apparmor.d/${name}
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/${name} >/dev/null 2>&1 || true
  fi
`;
}

/**
 * What runs before the files are taken away.
 * @param {Facts} facts
 * @returns {string}
 */
export function prerm(facts) {
  return `#!/bin/sh
set -e

if [ "$1" = remove ]; then
${noAppArmor(facts)}fi
`;
}

/**
 * Lines that take back what `appArmor` did.
 * @param {Facts} facts
 * @returns {string}
 */
export function noAppArmor({ name }) {
  return `  if [ -f /etc/apparmor.d/${name} ]; then
    if command -v apparmor_parser >/dev/null; then
      apparmor_parser --remove /etc/apparmor.d/${name} >/dev/null 2>&1 || true
    fi
    rm -f /etc/apparmor.d/${name}
  fi
`;
}

/**
 * What runs after the files have been taken away.
 * @returns {string}
 */
export function postrm() {
  return `#!/bin/sh
set -e

if [ "$1" = remove ]; then
${refresh()}fi
`;
}

/**
 * Lines that tell the desktop what has come or gone.
 * @returns {string}
 */
export function refresh() {
  return `  if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q /usr/share/applications || true
  fi
  if command -v update-mime-database >/dev/null; then
    update-mime-database /usr/share/mime || true
  fi
`;
}

/**
 * The licences, ours word for word (Debian Policy, 12.5).
 * @param {Facts} facts
 * @param {string} licence the text of our own
 * @param {readonly { name: string, version: string, licence: string }[]} others
 * @returns {string}
 */
export function copyright({ product, homepage, maintainer }, licence, others) {
  const list = others.map((one) => `  ${one.name} ${one.version}: ${one.licence}`).join('\n');
  return `${product} is made by ${maintainer}.
Source: ${homepage}

${licence.trim()}

The program contains these packages. Their licences are in its window, under About; those of Electron and
Chromium are in /opt/${product}/LICENSE.electron.txt and LICENSES.chromium.html.

${list}
`;
}
