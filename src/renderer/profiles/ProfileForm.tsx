import { useState, type SubmitEvent } from 'react';
import type { ProfileListing } from '../../shared/ipc.js';
import type { Problem } from '../../shared/problem.js';
import { shown } from '../../shared/format/shown.js';
import { api } from '../api/evenkeel.js';
import { selectProfile } from '../api/session.js';
import { Button } from '../components/Button.js';
import { AskBar } from '../components/AskBar.js';
import { Dialog } from '../components/Dialog.js';
import { newProfileOptions } from '../settings/new-profile-options.js';
import { useSettings } from '../settings/settings-store.js';
import { FolderHint, useFolderLook } from './FolderHint.js';
import {
  fieldProps,
  checkForm,
  completeAddress,
  FORM_FIELDS,
  isChanged,
  valuesOf,
  withEntered,
  type FormErrors,
  type FormValues,
} from './form.js';
import { OptionsField } from './options/OptionsField.js';
import { PresetField } from './options/PresetField.js';
import { listingOf, useProfiles, type FormStart } from './profiles-store.js';
import { PairsSection } from './remote/PairsSection.js';
import { RemoteSection } from './remote/RemoteSection.js';
import { withSuggestedName } from './suggested-name.js';
import { formText } from './text/form.js';
import { TextField } from './TextField.js';

/** Also one that is below the fold or inside of what is closed. What is wrong in the options may concern others of them: all are opened. */
function reveal(element: HTMLElement | null | undefined): void {
  for (const section of element?.closest('.options')?.querySelectorAll('details') ?? []) section.open = true;
  element?.closest('details')?.setAttribute('open', '');
  element?.scrollIntoView({ block: 'nearest' });
}

/** Makes a profile, or edits the one of `listing`. */
export function ProfileForm({
  listing,
  start,
}: {
  readonly listing?: ProfileListing;
  readonly start?: FormStart | undefined;
}) {
  const show = useProfiles((state) => state.show);
  const [before] = useState(() => ({
    ...valuesOf(listing?.profile, newProfileOptions(useSettings.getState().settings)),
    ...start,
  }));
  const [values, setValues] = useState(before);
  const [errors, setErrors] = useState<FormErrors>({});
  const [refusal, setRefusal] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  const [asking, setAsking] = useState(false);

  const local = useFolderLook(values.localFolder);

  const change = (part: Partial<FormValues>): void => {
    setValues((before) => {
      const now = withEntered(before, part);
      return listing === undefined ? withSuggestedName(before, now) : now;
    });
    setErrors((before) =>
      Object.fromEntries(
        Object.entries(before).filter(([field]) => !((field.split('.')[0] ?? field) in part)),
      ),
    );
  };
  const form = { values, errors, onChange: change };
  const choose = async (): Promise<void> => {
    const folder = await api.chooseFolder();
    if (folder !== null) change({ localFolder: folder });
  };
  const showDirection = (): void => {
    const field = document.getElementsByName('direction')[0];
    field?.closest('details')?.setAttribute('open', '');
    field?.closest('fieldset')?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  };
  const showErrors = (found: FormErrors): void => {
    setErrors(found);
    const first = FORM_FIELDS.find((field) => field in found) ?? Object.keys(found)[0];
    const field = first === undefined ? undefined : document.getElementsByName(first)[0];
    reveal(field);
    field?.focus();
  };
  const save = async (): Promise<void> => {
    const complete = completeAddress(values);
    setValues(complete);
    const checked = checkForm(complete, listing?.profile);
    if (checked.kind === 'invalid') {
      showErrors(checked.errors);
      return;
    }
    setSaving(true);
    const answer = await api.saveProfile(listing?.profile.id ?? null, checked.draft, checked.secrets);
    setSaving(false);
    if (answer.kind === 'refused') {
      setRefusal(answer.problem);
      return;
    }
    const { listings, setListings } = useProfiles.getState();
    const saved = answer.value;
    const known = listingOf(listings, saved.profile.id);
    setListings(
      known === undefined ? [...listings, saved] : listings.map((one) => (one === known ? saved : one)),
    );
    show(null);
    selectProfile(saved.profile.id);
  };
  /** Nothing that somebody has typed is thrown away unasked; a second Escape goes back to it. */
  const leave = (): void => {
    if (asking) setAsking(false);
    else if (isChanged(before, values)) setAsking(true);
    else show(null);
  };

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setRefusal(undefined);
    save().catch(() => {
      setSaving(false);
      setRefusal({
        kind: 'other',
        what: formText.saveFailed,
        advice: formText.saveAgain,
      });
    });
  };

  return (
    <Dialog page title={listing === undefined ? formText.newTitle : formText.editTitle} onClose={leave}>
      <form className="form" noValidate onSubmit={submit}>
        <div className="form-fields">
          {refusal === undefined ? null : (
            <p className="form-refusal" role="alert" ref={reveal}>
              <strong>{shown(refusal.what)}</strong> {shown(refusal.advice)}
            </p>
          )}
          <TextField
            label={formText.name}
            placeholder={formText.namePlaceholder}
            {...fieldProps('name', form)}
          />
          <TextField
            label={formText.localFolder}
            placeholder={formText.localPlaceholder}
            hint={<FolderHint seen={local.seen} usual={formText.localHint} onCreate={local.create} />}
            onBlur={local.look}
            {...fieldProps('localFolder', form)}
            beside={
              <Button title={formText.chooseLocal} onClick={() => void choose()}>
                {formText.choose}
              </Button>
            }
          />
          <RemoteSection
            values={values}
            errors={errors}
            listing={listing}
            onChange={change}
            onErrors={showErrors}
          />
          <PairsSection
            values={values}
            errors={errors}
            listing={listing}
            onChange={change}
            onErrors={showErrors}
          />
          <PresetField values={values} onChange={change} onCustom={showDirection} />
          <OptionsField
            values={values}
            errors={errors}
            proxyPlace={listing?.proxyPassword ?? 'none'}
            onChange={change}
          />
        </div>
        {asking ? (
          <AskBar
            question={formText.discardQuestion}
            keep={formText.discardKeep}
            onKeep={() => setAsking(false)}
            discard={formText.discard}
            onDiscard={() => show(null)}
          />
        ) : (
          <div className="dialog-actions">
            <Button onClick={leave}>{formText.cancel}</Button>
            <Button submit variant="primary" disabled={saving}>
              {formText.save}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
