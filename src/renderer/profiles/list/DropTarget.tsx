import { useEffect, useState } from 'react';
import { api } from '../../api/evenkeel.js';
import { useNotices } from '../../shell/notices-store.js';
import { useCommands } from '../../commands/command-store.js';
import { useProfiles } from '../profiles-store.js';
import { droppedThing, nameOfAddress, nameOfFolder } from './dropped.js';
import './list.css';
import { profileListText } from './text.js';

const text = profileListText.drop;

/** A folder or an address that is dropped anywhere on the window begins a new profile. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!isFromOutside(event) || useCommands.getState().dialogs > 0) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!isFromOutside(event)) return;
      event.preventDefault();
      if (useCommands.getState().dialogs === 0) void begin(event.dataTransfer);
    };
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return over ? <div className="drop-hint">{text.hint}</div> : null;
}

function isFromOutside({ dataTransfer }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  return types.includes('Files') || types.includes('text/uri-list');
}

/** Begins a new profile with what was dropped. */
async function begin(transfer: DataTransfer | null): Promise<void> {
  const file = transfer?.files[0];
  const path = file === undefined ? '' : api.pathOf(file);
  const dropped = droppedThing(path, transfer?.getData('text/uri-list') ?? '');
  const { show } = useProfiles.getState();
  switch (dropped.kind) {
    case 'address': {
      const { address } = dropped;
      show({ kind: 'new', start: { name: nameOfAddress(address), remoteFolder: address } });
      return;
    }
    case 'path':
      if ((await api.lookAtFolder(dropped.path)) === 'folder') {
        show({ kind: 'new', start: { name: nameOfFolder(dropped.path), localFolder: dropped.path } });
        return;
      }
      break;
    case 'nothing':
      break;
  }
  useNotices.getState().add({ kind: 'invalid', ...text.notAFolder });
}
