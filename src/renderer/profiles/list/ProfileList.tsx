import { useState, type DragEvent, type ReactNode } from 'react';
import type { ProfileListing } from '../../../shared/ipc.js';
import { shown } from '../../../shared/format/shown.js';
import { arrangeProfiles } from '../../api/requests.js';
import { moveFocus } from '../../components/hooks/move-focus.js';
import { droppedOn, groupsOf } from './arrange.js';
import './list.css';

/** What a profile that is dragged within the list is known by. */
const DRAGGED = 'application/x-evenkeel-profile';

interface ProfileListProps {
  readonly listings: readonly ProfileListing[];
  /** A list item with `data-profile`, which can be dragged. */
  readonly children: (listing: ProfileListing) => ReactNode;
}

/** The profiles under the headings of their groups. One can be dragged to the place of another. */
export function ProfileList({ listings, children }: ProfileListProps) {
  const [over, setOver] = useState<string>();
  const start = (event: DragEvent): void => {
    const id = profileAt(event);
    if (id === undefined) return;
    event.dataTransfer.setData(DRAGGED, id);
    event.dataTransfer.effectAllowed = 'move';
  };
  const drag = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(profileAt(event));
  };
  const drop = (event: DragEvent): void => {
    setOver(undefined);
    const id = event.dataTransfer.getData(DRAGGED);
    const target = profileAt(event);
    if (id === '' || target === undefined) return;
    event.preventDefault();
    const order = droppedOn(listings, id, target);
    if (order !== undefined) arrangeProfiles(order);
  };
  return (
    <div
      className="profile-list"
      data-over={over}
      onKeyDown={moveFocus}
      onDragStart={start}
      onDragOver={drag}
      onDragLeave={() => setOver(undefined)}
      onDrop={drop}
    >
      {groupsOf(listings).map(({ name, listings: list }) => (
        <section key={name ?? ''} aria-label={name === undefined ? undefined : shown(name)}>
          {name === undefined ? null : <h2 className="profile-group ellipsis">{shown(name)}</h2>}
          <ul>{list.map((listing) => children(listing))}</ul>
        </section>
      ))}
    </div>
  );
}

/** The profile of the list item that an event is about. */
function profileAt({ target }: DragEvent): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('[data-profile]')?.dataset['profile'];
}
