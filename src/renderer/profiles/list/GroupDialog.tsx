import { useId, useState, type SubmitEvent } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { arrangeProfiles } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { useProfileList } from './list-store.js';
import { useProfiles } from '../profiles-store.js';
import { groupNames, movedTo } from './arrange.js';
import { profileListText } from './text.js';

const text = profileListText.group;

/** Asks for the group that a profile is to stand in. */
export function GroupDialog({ profile }: { readonly profile: Profile }) {
  const show = useProfileList((state) => state.show);
  const listings = useProfiles((state) => state.listings);
  const [name, setName] = useState(profile.group ?? '');
  const id = useId();
  const group = name.trim();
  const tooLong = group.length > 60;
  const move = (event: SubmitEvent): void => {
    event.preventDefault();
    if (tooLong) return;
    show(null);
    arrangeProfiles(movedTo(listings, profile.id, group === '' ? undefined : group));
  };
  return (
    <Dialog narrow title={text.title(shown(profile.name))} onClose={() => show(null)}>
      <form onSubmit={move}>
        <div className="dialog-text field">
          <label className="field-label" htmlFor={id}>
            {text.name}
          </label>
          <div className="field-line">
            <input
              id={id}
              className="input"
              list={`${id}-groups`}
              spellCheck={false}
              autoComplete="off"
              aria-describedby={`${id}-hint`}
              aria-invalid={tooLong}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <datalist id={`${id}-groups`}>
            {groupNames(listings).map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <p id={`${id}-hint`} className={tooLong ? 'field-error' : 'field-hint'}>
            {tooLong ? text.tooLong : text.hint}
          </p>
        </div>
        <div className="dialog-actions">
          <Button onClick={() => show(null)}>{text.cancel}</Button>
          <Button variant="primary" submit>
            {text.move}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
