// @ts-check
import { appArmor, debianVersion, noAppArmor, refresh } from './control.mjs';

/** @typedef {import('./facts.mjs').Facts} Facts */

/** What rpm calls a kind of processor, by what Node calls it. @type {Readonly<Record<string, string>>} */
export const RPM_ARCHITECTURES = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * What the program loads only while it runs, so that rpm cannot see it in its files. By the names of the libraries, which Fedora's and openSUSE's
 * packages both provide, under names of their own.
 */
const REQUIRES = ['libgtk-3.so.0()(64bit)', 'libnotify.so.4()(64bit)', 'xdg-utils'];

/** Libraries that the program brings itself. */
const OWN_LIBRARIES = '^lib(ffmpeg|EGL|GLESv2|vk_swiftshader|vulkan)\\\\.so';

/**
 * One thing that a package puts somewhere, by its path on the system.
 * @typedef {{ path: string, kind: 'file' | 'folder' }} Item
 */

/**
 * The description of the package that rpmbuild reads. Everything lies in place already: nothing is built, stripped or compressed again.
 * @param {Facts} facts
 * @param {readonly Item[]} items all files and links, and the folders that are the package's own
 * @returns {string}
 */
export function spec(facts, items) {
  return `Name: ${facts.name}
Version: ${debianVersion(facts.version)}
Release: 1
Summary: ${facts.synopsis}
License: MIT
URL: ${facts.homepage}
Packager: ${facts.maintainer}
AutoProv: no
${REQUIRES.map((name) => `Requires: ${name}\n`).join('')}Recommends: gnome-keyring
%global __requires_exclude ${OWN_LIBRARIES}
%global _build_id_links none
%global debug_package %{nil}
%global _buildhost localhost
%global __os_install_post %{nil}
%global __spec_install_pre %{___build_pre}

%description
${facts.description}

%install

%post
${refresh()}${appArmor(facts)}
%preun
if [ "$1" = 0 ]; then
${noAppArmor(facts)}fi

%postun
if [ "$1" = 0 ]; then
${refresh()}fi

%files
%defattr(-,root,root,-)
${items.map((item) => line(item)).join('')}`;
}

/** @param {Item} item */
function line({ path, kind }) {
  const quoted = `"${path.replaceAll('%', '%%')}"`;
  if (kind === 'folder') return `%dir ${quoted}\n`;
  return path.endsWith('/chrome-sandbox') ? `%attr(4755,root,root) ${quoted}\n` : `${quoted}\n`;
}
