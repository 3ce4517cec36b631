// @ts-check

/** What the tray tells by the shape of its icon: a badge in the corner, with a sign cut out of it. */
const SIGNS = {
  running:
    '<path d="M316 306 L350 354 H328 V424 H304 V354 H282 Z M380 440 L346 392 H368 V322 H392 V392 H414 Z" />',
  paused:
    '<rect x="308" y="325" width="28" height="96" rx="8" /><rect x="360" y="325" width="28" height="96" rx="8" />',
  attention: '<rect x="333" y="306" width="30" height="84" rx="12" /><circle cx="348" cy="420" r="19" />',
};

const CENTRE = { x: 348, y: 373 };

/** @typedef {keyof typeof SIGNS} TraySign */

export const TRAY_SIGNS = /** @type {readonly TraySign[]} */ (Object.keys(SIGNS));

/**
 * The mark without sky and water, large enough to fill a place of a few pixels.
 * @param {string} svg
 * @param {string} colour
 */
export function markOnly(svg, colour) {
  return svg
    .replace(/<g id="ground"[\s\S]*?<\/g>/, '')
    .replace(/<rect id="water"[^>]*>/, '')
    .replace('viewBox="0 0 512 512"', 'viewBox="66 96 380 380"')
    .replace('fill="#ffffff"', `fill="${colour}"`);
}

/**
 * The mark with a sign in its corner, and a gap around it so that it is read by its shape alone.
 * @param {string} svg
 * @param {string} colour
 * @param {TraySign} sign
 * @param {string} badge the colour of the badge
 */
export function markWith(svg, colour, sign, badge) {
  const { x, y } = CENTRE;
  const masks = `<mask id="around"><rect width="512" height="512" fill="#fff" /><circle cx="${x}" cy="${y}" r="124" fill="#000" /></mask>
  <mask id="sign"><rect width="512" height="512" fill="#fff" /><g fill="#000">${SIGNS[sign]}</g></mask>`;
  return markOnly(svg, colour)
    .replace(/<path d="M228[^>]*>/, '')
    .replace('<g id="mark"', `${masks}<g mask="url(#around)"><g id="mark"`)
    .replace('</svg>', `</g><circle cx="${x}" cy="${y}" r="96" fill="${badge}" mask="url(#sign)" /></svg>`);
}
