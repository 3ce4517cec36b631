import { CircleArrowUp, X } from 'lucide-react';
import { useOverlay } from '../commands/overlay-store.js';
import { Button, IconButton } from '../components/Button.js';
import { updatesText as text } from './text.js';
import { useUpdate } from './update-store.js';
import './updates.css';

/** One line that there is a newer version, until somebody has seen enough of it. */
export function UpdateNotice() {
  const state = useUpdate((store) => store.state);
  const dismissed = useUpdate((store) => store.dismissed);
  const dismiss = useUpdate((store) => store.dismiss);
  const overlay = useOverlay((store) => store.overlay);
  const open = useOverlay((store) => store.open);
  if (state.kind !== 'available' && state.kind !== 'ready') return null;
  const { version } = state;
  // The dialog says it already.
  if (overlay === 'updates' || dismissed === `${state.kind} ${version}`) return null;
  return (
    <div className="update-notice">
      <CircleArrowUp size={16} aria-hidden className="update-icon" />
      <p>{state.kind === 'ready' ? text.ready(version) : text.available(version)}</p>
      <Button variant="quiet" onClick={() => open('updates')}>
        {text.details}
      </Button>
      <IconButton label={text.dismiss} icon={X} onClick={() => dismiss(`${state.kind} ${version}`)} />
    </div>
  );
}
