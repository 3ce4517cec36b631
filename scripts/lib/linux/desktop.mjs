// @ts-check

/** @typedef {import('./facts.mjs').Facts} Facts */

/**
 * The desktop entry: what a menu shows, and which files and addresses open the program.
 * @param {Facts} facts
 * @returns {string}
 */
export function desktopEntry({ name, product, synopsis, entry, associations, schemes }) {
  const types = [
    ...associations.map(({ mimeType }) => mimeType),
    ...schemes.map((scheme) => `x-scheme-handler/${scheme}`),
  ];
  const lines = {
    Type: 'Application',
    Name: product,
    Comment: synopsis,
    Exec: `/opt/${product}/${name} %U`,
    Icon: name,
    Terminal: 'false',
    MimeType: types.map((type) => `${type};`).join(''),
    ...entry,
  };
  return `[Desktop Entry]\n${Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')}`;
}

/**
 * What tells the desktop which type a file has by its name.
 * @param {Facts} facts
 * @returns {string}
 */
export function mimeTypes({ associations }) {
  const types = associations.map(
    ({ ext, mimeType, description }) => `  <mime-type type="${escaped(mimeType)}">
    <comment>${escaped(description)}</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*.${escaped(ext)}"/>
  </mime-type>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
${types.join('')}</mime-info>
`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
