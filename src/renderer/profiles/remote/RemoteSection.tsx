import { useState } from 'react';
import type { ProfileListing } from '../../../shared/ipc.js';
import { shown } from '../../../shared/format/shown.js';
import { api } from '../../api/evenkeel.js';
import { Button } from '../../components/Button.js';
import { ConnectionTest } from '../connection/ConnectionTest.js';
import { FolderBrowserDialog } from '../connection/FolderBrowserDialog.js';
import { FolderHint, useFolderLook } from '../FolderHint.js';
import {
  fieldProps,
  checkConnection,
  completeAddress,
  splitAddress,
  type FormErrors,
  type FormValues,
} from '../form.js';
import { KeyFields } from '../options/KeyFields.js';
import { SecretField } from '../SecretField.js';
import { formText } from '../text/form.js';
import { TextField } from '../TextField.js';
import { fieldsOf, REMOTE_KINDS, USUAL_PORTS, withPart, type RemoteFields } from './remote-fields.js';

interface RemoteSectionProps {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly listing: ProfileListing | undefined;
  readonly onChange: (part: Partial<FormValues>) => void;
  readonly onErrors: (errors: FormErrors) => void;
}

/** Where the remote side is and who signs in: one address, or its parts; to be tried, and to be looked for on the server. */
export function RemoteSection({ values, errors, listing, onChange, onErrors }: RemoteSectionProps) {
  const [guessed, setGuessed] = useState<string>();
  const [browsing, setBrowsing] = useState(false);
  const typed = fieldsOf(values.remoteFolder);
  const isFolder = typed.kind === 'folder' || (values.asFolder && !values.remoteFolder.includes('://'));
  const kind = isFolder ? 'folder' : typed.kind;
  const overSsh = kind === 'sftp';
  const folder = useFolderLook(isFolder ? values.remoteFolder : '');

  const enter = (part: Partial<RemoteFields>): void => {
    onChange({ remoteFolder: withPart(values.remoteFolder, part) });
  };
  const leaveAddress = (): void => {
    const complete = completeAddress(values);
    if (complete.remoteFolder !== values.remoteFolder) setGuessed(complete.remoteFolder);
    onChange(splitAddress(complete));
    if (isFolder) folder.look();
  };
  const browse = async (): Promise<void> => {
    if (isFolder) {
      const chosen = await api.chooseFolder();
      if (chosen !== null) onChange({ remoteFolder: chosen });
      return;
    }
    const checked = checkConnection(completeAddress(values), listing?.profile);
    if (checked.kind === 'valid') setBrowsing(true);
    else onErrors(checked.errors);
  };
  // Only as long as the address is the one that was guessed.
  const isGuess =
    guessed !== undefined &&
    splitAddress({ ...values, remoteFolder: guessed }).remoteFolder === values.remoteFolder;

  return (
    <>
      <TextField
        label={formText.remoteFolder}
        name="remoteFolder"
        placeholder={formText.remotePlaceholder}
        value={values.remoteFolder}
        error={errors.remoteFolder}
        hint={
          isGuess ? (
            <span role="status">{formText.guessed(shown(values.remoteFolder))}</span>
          ) : (
            <FolderHint
              seen={isFolder ? folder.seen : undefined}
              usual={formText.remoteHint}
              onCreate={folder.create}
            />
          )
        }
        onChange={(remoteFolder) => onChange({ remoteFolder })}
        onBlur={leaveAddress}
        beside={
          <Button
            title={isFolder ? formText.browseLocalTitle : formText.browseTitle}
            onClick={() => void browse()}
          >
            {formText.browse}
          </Button>
        }
      />
      <div className={isFolder ? 'remote-parts remote-folder' : 'remote-parts'}>
        <div className="field">
          <label className="field-label" htmlFor="remote-kind">
            {formText.protocol}
          </label>
          <select
            id="remote-kind"
            className="input"
            value={kind}
            onChange={(event) => {
              const chosen = REMOTE_KINDS.find((one) => one === event.target.value);
              if (chosen === undefined) return;
              const remoteFolder = withPart(values.remoteFolder, { kind: chosen });
              onChange({ asFolder: chosen === 'folder', remoteFolder });
            }}
          >
            {REMOTE_KINDS.map((one) => (
              <option key={one} value={one}>
                {formText.protocols[one]}
              </option>
            ))}
          </select>
        </div>
        {isFolder || kind === 'folder' ? null : (
          <>
            <TextField
              label={formText.host}
              name="host"
              placeholder={formText.hostPlaceholder}
              autoComplete="off"
              value={typed.host}
              onChange={(host) => enter({ host })}
              onBlur={leaveAddress}
            />
            <TextField
              label={formText.port}
              name="port"
              placeholder={USUAL_PORTS[kind]}
              inputMode="numeric"
              autoComplete="off"
              value={typed.port}
              onChange={(port) => enter({ port: port.replace(/\D/g, '').slice(0, 5) })}
            />
            <TextField
              label={formText.path}
              name="path"
              placeholder={formText.pathPlaceholder}
              autoComplete="off"
              value={typed.path}
              onChange={(path) => enter({ path })}
            />
          </>
        )}
      </div>
      {isFolder ? null : (
        <div className="form-pair">
          <TextField
            label={formText.userName}
            {...fieldProps('userName', { values, errors, onChange })}
            placeholder={overSsh ? formText.userOfComputer : formText.userAnonymous}
            autoComplete="off"
          />
          <SecretField
            kind="password"
            label={formText.password}
            values={values}
            place={listing?.password ?? 'none'}
            onChange={onChange}
          />
        </div>
      )}
      {overSsh ? (
        <KeyFields
          values={values}
          errors={errors}
          place={listing?.passphrase ?? 'none'}
          onChange={onChange}
        />
      ) : null}
      <ConnectionTest values={values} listing={listing} onChange={onChange} onErrors={onErrors} />
      {browsing ? (
        <FolderBrowserDialog
          values={completeAddress(values)}
          listing={listing}
          onChoose={(path) => {
            setBrowsing(false);
            enter({ path });
          }}
          onTrust={(trusted) => onChange({ trusted })}
          onClose={() => setBrowsing(false)}
        />
      ) : null}
    </>
  );
}
