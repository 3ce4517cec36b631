import { useSyncExternalStore } from 'react';
import * as v from 'valibot';
import { create } from 'zustand';
import type { ItemPath } from '../../shared/entry/entry.js';
import { store, stored } from '../preview/view/local-storage.js';

export type DetailsPlace = 'bottom' | 'right';

const LayoutSchema = v.object({
  place: v.picklist(['bottom', 'right']),
  /** Height at the bottom and width on the right, in pixels. */
  height: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(4000)),
  width: v.pipe(v.number(), v.integer(), v.minValue(240), v.maxValue(4000)),
  /** Whether they are shown of what is selected. */
  visible: v.optional(v.boolean(), true),
});
type DetailsLayout = Readonly<v.InferOutput<typeof LayoutSchema>>;

const USUAL: DetailsLayout = { place: 'bottom', height: 300, width: 440, visible: true };
const KEPT_AS = 'details';

interface DetailsState extends DetailsLayout {
  /** The item whose contents somebody asked to be shown, whatever their size. */
  readonly asked: ItemPath | null;
  /** Whether another view shows the difference of the selected item just now. */
  readonly covered: boolean;
  readonly toggle: () => void;
  readonly setPlace: (place: DetailsPlace) => void;
  readonly resize: (place: DetailsPlace, size: number) => void;
  readonly compareContents: (path: ItemPath) => void;
  readonly cover: (covered: boolean) => void;
}

/** Where the details are and how large, which is remembered, and whose contents were asked for. */
export const useDetails = create<DetailsState>()((set, get) => {
  const change = (part: Partial<DetailsLayout>): void => {
    set(part);
    const { place, height, width, visible } = get();
    store(KEPT_AS, { place, height, width, visible });
  };
  return {
    ...stored(KEPT_AS, LayoutSchema, USUAL),
    asked: null,
    covered: false,
    toggle: () => change({ visible: !get().visible }),
    setPlace: (place) => change({ place }),
    resize: (place, size) => change(place === 'bottom' ? { height: size } : { width: size }),
    compareContents: (asked) => {
      change({ visible: true });
      set({ asked });
    },
    cover: (covered) => set({ covered }),
  };
});

/** Below this width of the window, in pixels, there is no room beside the plan. */
const ROOMY = globalThis.matchMedia('(min-width: 1100px)');

function onRoomChange(listener: () => void): () => void {
  ROOMY.addEventListener('change', listener);
  return () => ROOMY.removeEventListener('change', listener);
}

/** Where the details are: where somebody wants them, as far as there is room, and whether there is. */
export function useDetailsPlace(): { readonly place: DetailsPlace; readonly roomy: boolean } {
  const wanted = useDetails((state) => state.place);
  const roomy = useSyncExternalStore(onRoomChange, () => ROOMY.matches);
  return { place: roomy ? wanted : 'bottom', roomy };
}
