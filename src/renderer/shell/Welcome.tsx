import { Plus } from 'lucide-react';
import { Button } from '../components/Button.js';
import { Mark } from '../components/Mark.js';
import { useProfiles } from '../profiles/profiles-store.js';
import { shellText } from './text.js';

const text = shellText.welcome;

/** What stands there before the first profile is made. */
export function Welcome() {
  const none = useProfiles((state) => state.listings.length === 0);
  const show = useProfiles((state) => state.show);
  return (
    <div className="blank">
      <Mark size={56} />
      <h1 className="blank-title">{none ? text.titleFirst : text.titleChoose}</h1>
      <p className="blank-text">{text.text}</p>
      {none && (
        <Button variant="primary" icon={Plus} onClick={() => show({ kind: 'new' })}>
          {text.create}
        </Button>
      )}
    </div>
  );
}
