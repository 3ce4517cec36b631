import { makePng } from './png.js';
import { page, styleSheet } from './studio.js';
import { removeAll, writeFiles } from './tree.js';

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * What has happened on this computer since the folders were last in sync. Every changed file has another size than before,
 * since a listing that knows the minute only could hide a change of the same size.
 */
export async function editLocal(root: string): Promise<void> {
  await writeFiles(root, [
    {
      path: 'site/news/2025-summer-fair.html',
      content: page('Summer fair', '<p>Two days on the quay, with the raku barrel.</p>', 1),
      minutesAgo: 2 * HOUR,
    },
    {
      path: 'site/shop/glazes/driftwood/index.html',
      content: page('Driftwood glaze', '<p>Fired at 1250 °C. New this summer.</p>', 3),
      minutesAgo: DAY + 3 * HOUR,
    },
    {
      path: 'site/shop/glazes/driftwood/tile.png',
      content: makePng(64, 64, [168, 150, 128], [250, 248, 244]),
      minutesAgo: DAY + 3 * HOUR,
    },
    {
      path: 'photos/Raku & Rauch/first firing 🔥.png',
      content: makePng(180, 120, [240, 150, 60], [60, 30, 30]),
      minutesAgo: 3 * DAY,
    },
    { path: 'notes/Größentabelle Gläser.txt', content: 'klein 8 cm\ngroß 12 cm\n', minutesAgo: 5 * DAY },
    {
      path: 'site/index.html',
      content: page(
        'Tideline Pottery',
        '<p>Stoneware, thrown by the sea since 2009.</p>\n      <p>New: the <a href="shop/glazes/driftwood/index.html">Driftwood glaze</a>.</p>',
      ),
      minutesAgo: DAY + 2 * HOUR,
    },
    {
      path: 'site/css/style.css',
      content: styleSheet('.new { color: #b05434; }\n'),
      minutesAgo: DAY + 2 * HOUR,
    },
    {
      path: 'notes/price list.txt',
      content: 'Mug 26\nBowl 34\nPlate 28\nVase 48\nTeapot 82\nPlanter 39\n',
      minutesAgo: 4 * DAY,
    },
    {
      path: 'site/opening-hours.html',
      content: page('Opening hours', '<p>Tuesday to Saturday, ten to six. In August from eight.</p>'),
      minutesAgo: 6 * HOUR,
    },
    {
      path: 'site/shop/prices.html',
      content: page('Prices', '<p>A mug is 26, a bowl 34, a teapot 82, a planter 39.</p>', 1),
      minutesAgo: 4 * DAY,
    },
  ]);
  await removeAll(root, ['site/news/2024-winter-sale.html', 'photos/Old studio']);
}

/** What others have done on the server meanwhile. */
export async function editServer(root: string): Promise<void> {
  await writeFiles(root, [
    {
      path: 'orders/incoming/order 1043 – Café Ölmühle.txt',
      content: 'Order 1043\n24 × Bowl, Oatmeal\nBefore the first of the month, please.\n',
      minutesAgo: 9 * HOUR,
    },
    {
      path: 'orders/incoming/order 1044 – Hotel Möwe.txt',
      content: 'Order 1044\n12 × Candlestick, Slate\n',
      minutesAgo: 50,
    },
    {
      path: 'photos/From customers 📷/mug by the lake.png',
      content: makePng(140, 100, [180, 210, 190], [60, 100, 110]),
      minutesAgo: 2 * DAY,
    },
    {
      path: 'site/about.html',
      content: page('About us', '<p>Six hands, three wheels and one kiln: we are one more since May.</p>'),
      minutesAgo: 2 * DAY + 4 * HOUR,
    },
    {
      path: 'site/contact.html',
      content: page('Contact', '<p>Harbour Lane 4, in the yard. The bell is on the left, and loud.</p>'),
      minutesAgo: 2 * DAY + 4 * HOUR,
    },
    {
      path: 'orders/open orders.csv',
      content: 'number,what,for\n1042,6 mugs,Café Ölmühle\n1043,24 bowls,Café Ölmühle\n',
      minutesAgo: 8 * HOUR,
    },
    {
      path: 'site/opening-hours.html',
      content: page(
        'Opening hours',
        '<p>Tuesday to Saturday, ten to six. Closed from the first to the ninth.</p>',
      ),
      minutesAgo: DAY + 5 * HOUR,
    },
  ]);
  await removeAll(root, [
    'orders/done/order 1033.txt',
    'orders/done/order 1034.txt',
    'site/shop/prices.html',
    'notes/recipes/2025',
  ]);
}
