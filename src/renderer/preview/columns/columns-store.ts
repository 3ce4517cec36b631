import { create } from 'zustand';
import { store, stored } from '../view/local-storage.js';
import { ColumnsSchema, DEFAULT_COLUMNS, type Columns } from './columns.js';

interface ColumnsState {
  readonly columns: Columns;
  readonly change: (columns: Columns) => void;
  readonly reset: () => void;
}

const KEY = 'preview.columns';

/** How the columns are arranged, in all profiles and from one start to the next. */
export const useColumns = create<ColumnsState>()((set) => {
  const change = (columns: Columns): void => {
    set({ columns });
    store(KEY, columns);
  };
  return {
    columns: stored(KEY, ColumnsSchema, DEFAULT_COLUMNS),
    change,
    reset: () => change(DEFAULT_COLUMNS),
  };
});
