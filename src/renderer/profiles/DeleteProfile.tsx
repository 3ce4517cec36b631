import type { Profile } from '../../shared/profile/profile.js';
import { shown } from '../../shared/format/shown.js';
import { deleteProfile } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { Dialog } from '../components/Dialog.js';
import { formText } from './text/form.js';
import { useProfiles } from './profiles-store.js';

/** Asks before a profile is deleted. */
export function DeleteProfile({ profile }: { readonly profile: Profile }) {
  const show = useProfiles((state) => state.show);
  const confirm = (): void => {
    show(null);
    void deleteProfile(profile.id);
  };
  return (
    <Dialog narrow title={formText.deleteTitle(shown(profile.name))} onClose={() => show(null)}>
      <p className="dialog-text">{formText.deleteText}</p>
      <div className="dialog-actions">
        <Button onClick={() => show(null)}>{formText.cancel}</Button>
        <Button variant="danger" onClick={confirm}>
          {formText.delete}
        </Button>
      </div>
    </Dialog>
  );
}
