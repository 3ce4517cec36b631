// @ts-check
import { importsIn } from '../lint/circles.mjs';
import { LAYERS } from '../lint/layers.mjs';

const BOX = { width: 124, height: 34, gapX: 18, gapY: 46 };
const MARGIN = 24;

/** @typedef {ReadonlyMap<string, ReadonlySet<string>>} Edges which part imports which others */

/**
 * A picture, as SVG, of the parts of the source and of who imports whom; what follows from other arrows is left out.
 * @param {string} folder the absolute path of `src`
 */
export async function pictureOf(folder) {
  const edges = reduced(edgesOf(await importsIn(folder)));
  return drawn(rowsOf(edges), edges);
}

/**
 * @param {import('../lint/circles.mjs').Imports} imports
 * @returns {Edges}
 */
export function edgesOf(imports) {
  /** @type {Map<string, Set<string>>} */
  const edges = new Map();
  for (const [file, targets] of imports) {
    const from = partOf(file);
    const known = edges.get(from) ?? new Set();
    for (const target of targets) if (partOf(target) !== from) known.add(partOf(target));
    edges.set(from, known);
  }
  return edges;
}

/**
 * The room that a file lies in, by the name under which people know it: the one of the layer, without `main`.
 * @param {string} file
 */
function partOf(file) {
  const path = `src/${file}`;
  const layers = LAYERS.filter((layer) => path === layer.path || path.startsWith(`${layer.path}/`));
  const layer = layers.sort((a, b) => b.path.length - a.path.length)[0];
  return (layer?.path ?? path).replace(/^src\/(main\/)?/, '').replace(/\.ts$/, '');
}

/**
 * Without the arrows that other ways say already.
 * @param {Edges} edges
 * @returns {Edges}
 */
export function reduced(edges) {
  /** @param {string} from @param {string} to @param {ReadonlySet<string>} seen @returns {boolean} */
  const leads = (from, to, seen) =>
    [...(edges.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && leads(next, to, new Set([...seen, next]))),
    );
  return new Map(
    [...edges].map(([from, targets]) => [
      from,
      new Set([...targets].filter((to) => ![...targets].some((by) => by !== to && leads(by, to, new Set())))),
    ]),
  );
}

/**
 * Who imports before who is imported.
 * @param {Edges} edges
 * @returns {readonly (readonly string[])[]}
 */
function rowsOf(edges) {
  /** @type {Map<string, number>} */
  const depths = new Map();
  /** @param {string} part @returns {number} */
  const depthOf = (part) => {
    const known = depths.get(part);
    if (known !== undefined) return known;
    const depth = Math.max(-1, ...[...(edges.get(part) ?? [])].map(depthOf)) + 1;
    depths.set(part, depth);
    return depth;
  };
  const parts = [...edges.keys()].sort();
  const rows = [...new Set(parts.map(depthOf))].sort((a, b) => b - a);
  return rows.map((depth) => parts.filter((part) => depthOf(part) === depth));
}

/**
 * @param {readonly (readonly string[])[]} rows
 * @param {Edges} edges
 */
function drawn(rows, edges) {
  const widest = Math.max(...rows.map((row) => row.length));
  const width = widest * (BOX.width + BOX.gapX) - BOX.gapX + 2 * MARGIN;
  const height = rows.length * (BOX.height + BOX.gapY) - BOX.gapY + 2 * MARGIN;
  /** @type {Map<string, { x: number, y: number }>} */
  const places = new Map();
  for (const [line, row] of rows.entries()) {
    const start = (width - (row.length * (BOX.width + BOX.gapX) - BOX.gapX)) / 2;
    for (const [column, part] of row.entries()) {
      places.set(part, {
        x: start + column * (BOX.width + BOX.gapX),
        y: MARGIN + line * (BOX.height + BOX.gapY),
      });
    }
  }
  const arrows = [...edges].flatMap(([from, targets]) =>
    [...targets].sort().flatMap((to) => {
      const [a, b] = [places.get(from), places.get(to)];
      if (a === undefined || b === undefined) return [];
      const [x1, y1] = [a.x + BOX.width / 2, a.y + BOX.height];
      const [x2, y2] = [b.x + BOX.width / 2, b.y - 4];
      return [
        `<path d="M${x1} ${y1} C${x1} ${y1 + 24} ${x2} ${y2 - 24} ${x2} ${y2}" marker-end="url(#tip)"/>`,
      ];
    }),
  );
  const boxes = [...places].map(
    ([part, { x, y }]) =>
      `<g class="${kindOf(part)}"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/>` +
      `<text x="${x + BOX.width / 2}" y="${y + BOX.height / 2 + 4}">${part}</text></g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Which part imports which">`,
    '<style>',
    'svg{background:#fff;font:12px system-ui,sans-serif}text{text-anchor:middle;fill:#1d2733}',
    'rect{fill:#eef2f6;stroke:#8595a6}.engine rect{fill:#e3f1ec;stroke:#4b9279}.front rect{fill:#e8ecfb;stroke:#6a7fd0}',
    'path{fill:none;stroke:#5d6b7a;stroke-opacity:.6}',
    '</style>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
      '<path d="M0 0 8 4 0 8z" style="fill:#5d6b7a;stroke:none"/></marker></defs>',
    ...arrows,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
}

/** @param {string} part */
function kindOf(part) {
  if (part.startsWith('sync')) return 'engine';
  return ['renderer', 'app', 'ipc', 'cli', 'library', 'index'].includes(part) ? 'front' : 'below';
}
