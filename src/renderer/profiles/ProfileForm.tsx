import { useState, type SubmitEvent } from 'react';
import type { ProfileListing } from '../../shared/ipc.js';
import type { Problem } from '../../shared/problem.js';
import { isOverSsh, parseRemote } from '../../shared/profile/remote.js';
import { shown } from '../../shared/format/shown.js';
import { api } from '../api/evenkeel.js';
import { selectProfile } from '../api/session.js';
import { Button } from '../components/Button.js';
import { AskBar } from '../components/AskBar.js';
import { Dialog } from '../components/Dialog.js';
import {
  checkForm,
  FORM_FIELDS,
  isChanged,
  splitAddress,
  valuesOf,
  withEntered,
  type FormErrors,
  type FormValues,
  type TextFieldName,
} from './form.js';
import { KeyFields } from './options/KeyFields.js';
import { OptionsField } from './options/OptionsField.js';
import { PresetField } from './options/PresetField.js';
import { listingOf, useProfiles } from './profiles-store.js';
import { SecretField } from './SecretField.js';
import { TextField } from './TextField.js';

/** Also one that is below the fold or inside of what is closed. */
function reveal(element: HTMLElement | null | undefined): void {
  element?.closest('details')?.setAttribute('open', '');
  element?.scrollIntoView({ block: 'nearest' });
}

/** Makes a profile, or edits the one of `listing`. */
export function ProfileForm({ listing }: { readonly listing?: ProfileListing }) {
  const show = useProfiles((state) => state.show);
  const [before] = useState(() => valuesOf(listing?.profile));
  const [values, setValues] = useState(before);
  const [errors, setErrors] = useState<FormErrors>({});
  const [refusal, setRefusal] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  const [asking, setAsking] = useState(false);

  const parsed = parseRemote(values.remoteFolder.trim());
  const overSsh = parsed.kind === 'valid' && isOverSsh(parsed.address);

  const change = (part: Partial<FormValues>): void => {
    setValues((before) => withEntered(before, part));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))));
  };
  const text = (field: TextFieldName) => ({
    name: field,
    value: values[field],
    error: errors[field],
    onChange: (value: string) => change({ [field]: value }),
  });
  const choose = async (): Promise<void> => {
    const folder = await api.chooseFolder();
    if (folder !== null) change({ localFolder: folder });
  };
  const showDirection = (): void => {
    const field = document.getElementsByName('direction')[0];
    reveal(field);
    field?.closest('fieldset')?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  };
  const save = async (): Promise<void> => {
    const checked = checkForm(values, listing?.profile);
    if (checked.kind === 'invalid') {
      setErrors(checked.errors);
      const first = FORM_FIELDS.find((field) => field in checked.errors);
      const field = first === undefined ? undefined : document.getElementsByName(first)[0];
      reveal(field);
      field?.focus();
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
        what: 'The profile could not be saved.',
        advice: 'Try again. If it happens again, restart Evenkeel.',
      });
    });
  };

  return (
    <Dialog title={listing === undefined ? 'New profile' : 'Edit profile'} onClose={leave}>
      <form className="form" noValidate onSubmit={submit}>
        <div className="form-fields">
          {refusal === undefined ? null : (
            <p className="form-refusal" role="alert" ref={reveal}>
              <strong>{shown(refusal.what)}</strong> {shown(refusal.advice)}
            </p>
          )}
          <TextField label="Name" placeholder="Web site" {...text('name')} />
          <TextField
            label="Local folder"
            placeholder="The folder on this computer"
            {...text('localFolder')}
            beside={
              <Button title="Choose the folder on this computer" onClick={() => void choose()}>
                Choose…
              </Button>
            }
          />
          <TextField
            label="Remote folder"
            placeholder="ftp://server/folder"
            hint="An address that begins with ftp://, ftps:// or sftp://, or the path of another folder. ftp://server is the folder you are signed in to, ftp://server/ the server’s root."
            onBlur={() => setValues(splitAddress)}
            {...text('remoteFolder')}
          />
          <div className="form-pair">
            <TextField
              label="User name"
              placeholder={overSsh ? 'Your name on this computer' : 'Anonymous'}
              autoComplete="off"
              {...text('userName')}
            />
            <SecretField
              kind="password"
              label="Password"
              values={values}
              place={listing?.password ?? 'none'}
              onChange={change}
            />
          </div>
          {overSsh ? (
            <KeyFields
              values={values}
              errors={errors}
              place={listing?.passphrase ?? 'none'}
              onChange={change}
            />
          ) : null}
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
            question="Discard what you have entered?"
            keep="Keep editing"
            onKeep={() => setAsking(false)}
            discard="Discard"
            onDiscard={() => show(null)}
          />
        ) : (
          <div className="dialog-actions">
            <Button onClick={leave}>Cancel</Button>
            <Button submit variant="primary" disabled={saving}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
