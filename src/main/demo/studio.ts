import { makePng, type Colour } from './png.js';
import type { SampleFile } from './tree.js';

const DAY = 24 * 60;

const GLAZES = [
  { name: 'Tide', colour: [64, 132, 150], temperature: 1240 },
  { name: 'Moss', colour: [96, 122, 76], temperature: 1220 },
  { name: 'Oatmeal', colour: [214, 200, 172], temperature: 1260 },
  { name: 'Ember', colour: [176, 84, 52], temperature: 1180 },
  { name: 'Slate', colour: [84, 94, 108], temperature: 1240 },
] as const;

const SHAPES = ['Mug', 'Bowl', 'Plate', 'Vase', 'Teapot', 'Jug', 'Candlestick', 'Planter'] as const;

const ARTICLES = [
  ['2024-spring-market', 'Spring market', 'We bring sixty pieces and the small wheel. Come and try it.'],
  ['2024-winter-sale', 'Winter sale', 'Seconds at half price until the shelves are empty.'],
  ['2025-new-kiln', 'The new kiln', 'Two hundred litres, and it holds 1,280 degrees for as long as we like.'],
  ['2025-evening-class', 'Evening class', 'Eight evenings, from wedging to glazing. Aprons are lent.'],
  ['2025-open-studio', 'Open studio', 'On the first Saturday of the month the door is open from ten.'],
] as const;

const ALBUMS = [
  ['Kiln opening', 6, [232, 190, 140], [120, 60, 40]],
  ['Spring market', 7, [150, 196, 226], [96, 128, 84]],
  ['Workshop for children', 5, [250, 214, 120], [226, 128, 90]],
  ['Old studio', 3, [170, 170, 176], [90, 90, 96]],
  ['Küste & Hafen', 5, [120, 168, 196], [30, 70, 96]],
] as const satisfies readonly (readonly [string, number, Colour, Colour])[];

/** A page of the studio's web site. */
export function page(title: string, body: string, depth = 0): string {
  const up = '../'.repeat(depth);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title} · Tideline Pottery</title>
    <link rel="stylesheet" href="${up}css/style.css">
  </head>
  <body>
    <nav><a href="${up}index.html">Tideline Pottery</a> <a href="${up}shop/index.html">Shop</a></nav>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>
`;
}

/** The studio's style sheet, with one rule more where `extra` has one. */
export function styleSheet(extra = ''): string {
  return `:root { --sea: #1d5c6b; --sand: #f4efe6; }
body { margin: 0 auto; max-width: 60rem; font-family: Georgia, serif; background: var(--sand); }
nav { padding: 1.5rem 0; border-bottom: 1px solid var(--sea); }
h1 { color: var(--sea); font-weight: 400; }
${extra}`;
}

/** What both sides of the demonstration have in common: a small pottery's web site, photographs and papers. */
export function studio(): readonly SampleFile[] {
  return [...site(), ...shop(), ...photographs(), ...papers()];
}

function site(): readonly SampleFile[] {
  return [
    text('site/index.html', 41, page('Tideline Pottery', '<p>Stoneware, thrown by the sea since 2009.</p>')),
    text('site/about.html', 63, page('About us', '<p>Four hands, two wheels and one kiln.</p>')),
    text('site/contact.html', 63, page('Contact', '<p>Harbour Lane 4. The bell is on the left.</p>')),
    text('site/opening-hours.html', 48, page('Opening hours', '<p>Tuesday to Saturday, ten to six.</p>')),
    text('site/404.html', 120, page('Not here', '<p>This page has been moved, or never was.</p>')),
    text('site/robots.txt', 120, 'User-agent: *\nAllow: /\n'),
    text('site/css/style.css', 41, styleSheet()),
    text('site/css/print.css', 120, 'nav { display: none; }\n'),
    text('site/js/menu.js', 88, "document.querySelector('nav').classList.add('ready');\n"),
    ...ARTICLES.map(([slug, title, line], index) =>
      text(`site/news/${slug}.html`, 90 - index * 11, page(title, `<p>${line}</p>`, 1)),
    ),
    picture('site/img/logo.png', 120, 96, 96, [29, 92, 107], [64, 132, 150]),
    picture('site/img/harbour.png', 63, 160, 60, [150, 196, 226], [29, 92, 107]),
  ];
}

function shop(): readonly SampleFile[] {
  return [
    text('site/shop/index.html', 55, page('Shop', '<p>Everything is made to order.</p>', 1)),
    text('site/shop/prices.html', 55, page('Prices', '<p>A mug is 24, a bowl 32, a teapot 78.</p>', 1)),
    ...GLAZES.flatMap(({ name, colour, temperature }, index) => [
      text(
        `site/shop/glazes/${name.toLowerCase()}/index.html`,
        50 - index * 3,
        page(`${name} glaze`, `<p>Fired at ${temperature} °C.</p>`, 3),
      ),
      picture(
        `site/shop/glazes/${name.toLowerCase()}/tile.png`,
        50 - index * 3,
        64,
        64,
        colour,
        [250, 248, 244],
      ),
    ]),
    ...SHAPES.map((shape, index) =>
      text(
        `site/shop/shapes/${shape.toLowerCase()}.html`,
        70 - index * 2,
        page(shape, `<p>${shape}, in any of our ${GLAZES.length} glazes.</p>`, 2),
      ),
    ),
  ];
}

function photographs(): readonly SampleFile[] {
  return ALBUMS.flatMap(([album, count, top, bottom], albumIndex) =>
    Array.from({ length: count }, (_, index) =>
      picture(
        `photos/${album}/${album} ${String(index + 1).padStart(2, '0')}.png`,
        75 - albumIndex * 9,
        120 + index * 8,
        80,
        top,
        bottom,
      ),
    ),
  );
}

function papers(): readonly SampleFile[] {
  return [
    text('notes/price list.txt', 55, 'Mug 24\nBowl 32\nPlate 28\nVase 46\nTeapot 78\n'),
    text('notes/Öffnungszeiten Messe.txt', 66, 'Halle 3, Stand 17. Aufbau ab sieben Uhr.\n'),
    text('notes/ideas 💡.txt', 33, 'Tiles for the quay wall?\nA salt cellar with a lid.\n'),
    text('notes/suppliers.csv', 97, 'what,where,days\nclay,Westerwald,6\nfrit,Limoges,9\n'),
    ...GLAZES.map(({ name, temperature }) =>
      text(
        `notes/recipes/2025/stoneware/${name}.txt`,
        80,
        `${name}\nTop temperature ${temperature} °C, hold 20 min\n`,
      ),
    ),
    text('orders/open orders.csv', 20, 'number,what,for\n1042,6 mugs,Café Ölmühle\n'),
    ...Array.from({ length: 9 }, (_, index) => {
      const number = 1033 + index;
      const shape = SHAPES[index % SHAPES.length] ?? 'Mug';
      const glaze = GLAZES[index % GLAZES.length]?.name ?? 'Tide';
      return text(
        `orders/done/order ${number}.txt`,
        60 - index * 4,
        `Order ${number}\n${index + 2} × ${shape}, ${glaze}\nDelivered and paid.\n`,
      );
    }),
  ];
}

function text(path: string, daysAgo: number, content: string): SampleFile {
  return { path, content, minutesAgo: daysAgo * DAY + timeOfDay(path) };
}

function picture(
  path: string,
  daysAgo: number,
  width: number,
  height: number,
  top: Colour,
  bottom: Colour,
): SampleFile {
  return {
    path,
    content: makePng(width, height, top, bottom),
    minutesAgo: daysAgo * DAY + timeOfDay(path),
  };
}

/** Some minutes of a working day that differ from file to file and never from start to start. */
function timeOfDay(path: string): number {
  return Buffer.from(path).reduce((sum, byte) => (sum * 31 + byte) % 480, 7);
}
