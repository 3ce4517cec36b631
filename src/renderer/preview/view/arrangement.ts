import * as v from 'valibot';
import { store, stored } from './local-storage.js';
import { LAYOUTS, type Layout } from '../tree/flatten.js';
import { BY_NAME, SORT_KEYS, type Order } from '../tree/order.js';

const ArrangementSchema = v.object({
  layout: v.picklist(LAYOUTS),
  order: v.object({ by: v.picklist(SORT_KEYS), descending: v.boolean() }),
});

/** How rows are arranged. */
export interface Arrangement {
  readonly layout: Layout;
  readonly order: Order;
}

const KEY = 'preview.look';
const USUAL: Arrangement = { layout: 'tree', order: BY_NAME };

/** How rows were arranged when the window was last open. */
export function storedArrangement(): Arrangement {
  return stored(KEY, ArrangementSchema, USUAL);
}

export function storeArrangement({ layout, order }: Arrangement): void {
  store(KEY, { layout, order });
}
