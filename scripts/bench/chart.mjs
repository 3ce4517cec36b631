// @ts-check

/**
 * One bar: what it stands for, its length, and what is written behind it.
 * @typedef {{ name: string, value: number, label: string }} Bar
 */

/**
 * Bars that are compared with each other, under a title.
 * @typedef {{ title: string, bars: readonly Bar[] }} BarGroup
 */

const WIDTH = 860;
const NAME_WIDTH = 150;
const LABEL_WIDTH = 90;
const BAR_HEIGHT = 14;
const TITLE_HEIGHT = 26;
const GAP = 10;

/** The first bar of a group is Evenkeel's, or the only one. */
const COLOURS = ['#2f6f9f', '#b5bcc4', '#c9cfd5', '#d8dde2'];

/**
 * A bar chart as an SVG picture. Bars are drawn to the scale of their own group, because some cases take seconds and others minutes.
 * @param {string} title
 * @param {readonly BarGroup[]} groups
 */
export function barChart(title, groups) {
  const shown = groups.filter(({ bars }) => bars.length > 0);
  /** @type {string[]} */
  const parts = [];
  let y = 0;
  for (const group of shown) {
    y += GAP;
    parts.push(text(0, y + 16, group.title, 'font-weight="600"'));
    y += TITLE_HEIGHT;
    const longest = Math.max(...group.bars.map(({ value }) => value), Number.MIN_VALUE);
    for (const [index, bar] of group.bars.entries()) {
      const length = Math.max(1, (bar.value / longest) * (WIDTH - NAME_WIDTH - LABEL_WIDTH));
      const fill = COLOURS[Math.min(index, COLOURS.length - 1)];
      parts.push(
        text(NAME_WIDTH - 8, y + 11, bar.name, 'text-anchor="end"'),
        `<rect x="${NAME_WIDTH}" y="${y}" width="${length.toFixed(1)}" height="${BAR_HEIGHT}" rx="2" fill="${fill}"/>`,
        text(NAME_WIDTH + length + 6, y + 11, bar.label),
      );
      y += BAR_HEIGHT + 4;
    }
  }
  const height = y + GAP;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 ${WIDTH + 32} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="-16" width="${WIDTH + 32}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} [attributes]
 */
function text(x, y, content, attributes = '') {
  return `<text x="${x.toFixed(1)}" y="${y}" fill="#1f2328" ${attributes}>${escaped(content)}</text>`;
}

/** @param {string} content */
function escaped(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
