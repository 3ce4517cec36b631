import { useCallback } from 'react';
import type { Problem } from '../../shared/problem.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { VirtualList } from '../components/VirtualList.js';
import { heightOfItem, ItemLine } from '../result/ItemLine.js';
import { useFileHistory } from './file/file-history-store.js';
import { useHistory } from './history-store.js';
import { historyText as text } from './text.js';

/** From how many lines before the end of what has been read on the next page is asked for. */
const AHEAD = 60;

interface RunItemsProps {
  readonly profileId: ProfileId;
  readonly undone: boolean;
  /** The problem that is told of above. */
  readonly told: Problem | undefined;
}

/** The items of the run that is selected, read on as somebody scrolls. */
export function RunItems({ profileId, undone, told }: RunItemsProps) {
  const showFile = useFileHistory((state) => state.show);
  const items = useHistory((state) => state.items);
  const next = useHistory((state) => state.next);
  const reading = useHistory((state) => state.reading);
  const readItems = useHistory((state) => state.readItems);
  const problemsOnly = useHistory((state) => state.problemsOnly);
  const height = useCallback((index: number) => heightOfItem(items[index], told), [items, told]);
  const readOn = useCallback(
    (last: number) => {
      if (next !== undefined && last >= items.length - AHEAD) void readItems();
    },
    [next, items, readItems],
  );
  return (
    <VirtualList
      name={text.items}
      count={items.length}
      heightOf={height}
      line={(index) => {
        const item = items[index];
        return (
          item !== undefined && (
            <ItemLine
              item={item}
              undone={undone}
              told={told}
              onHistory={() => showFile(profileId, item.path)}
            />
          )
        );
      }}
      onDrawn={readOn}
    >
      {items.length === 0 && !reading && (
        <p className="history-none">{problemsOnly ? text.noProblems : text.noItems}</p>
      )}
    </VirtualList>
  );
}
