import { Plus } from 'lucide-react';
import { Button } from '../components/Button.js';
import { Mark } from '../components/Mark.js';
import { useProfiles } from '../profiles/profiles-store.js';

/** What stands there before the first profile is made. */
export function Welcome() {
  const none = useProfiles((state) => state.listings.length === 0);
  const show = useProfiles((state) => state.show);
  return (
    <div className="blank">
      <Mark size={56} />
      <h1 className="blank-title">{none ? 'Keep two folders in sync' : 'Choose a profile'}</h1>
      <p className="blank-text">
        A profile pairs a folder on this computer with a folder on a server. Evenkeel compares them, shows
        what it will do, and changes nothing until you say so.
      </p>
      {none && (
        <Button variant="primary" icon={Plus} onClick={() => show({ kind: 'new' })}>
          Create your first profile
        </Button>
      )}
    </div>
  );
}
