import { useRef, useState, type SubmitEvent } from 'react';
import { shown } from '../../shared/format/shown.js';
import type { SecretChange } from '../../shared/ipc.js';
import { MESSAGE_CHANNELS } from '../../shared/messages.js';
import type { Problem } from '../../shared/problem.js';
import { appCommand, readMessageSecrets, saveMessageSecret, saveSettings } from '../api/requests.js';
import { useOverlay } from '../commands/overlay-store.js';
import { Button } from '../components/Button.js';
import { Dialog } from '../components/Dialog.js';
import { TextField } from '../profiles/TextField.js';
import {
  checkSettings,
  SETTINGS_FIELDS,
  valuesOf,
  type SettingsErrors,
  type SettingsField,
  type SettingsValues,
} from './settings-form.js';
import { useSettings } from './settings-store.js';
import { Choice } from './Choice.js';
import { MessageFields } from './messages/MessageFields.js';
import { secretChangeOf, type MessageValues } from './messages/message-values.js';
import { Passwords } from './Passwords.js';
import './settings.css';
import { settingsText as text } from './text.js';

function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Changes the secrets of messages for which that is wanted. Resolves with why not, where that failed. */
async function changeMessageSecrets(
  values: MessageValues,
  wanted: SecretChange['kind'],
): Promise<Problem | undefined> {
  for (const channel of MESSAGE_CHANNELS) {
    const change = secretChangeOf(channel, values);
    const refused = change.kind === wanted ? await saveMessageSecret(channel, change) : undefined;
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** What holds for the application as a whole. */
export function SettingsDialog() {
  const close = useOverlay((state) => state.close);
  const settings = useSettings((state) => state.settings);
  const logs = useSettings((state) => state.logs);
  const [values, setValues] = useState(() => valuesOf(settings));
  const [errors, setErrors] = useState<SettingsErrors>({});
  const [refusal, setRefusal] = useState<Problem>();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<SettingsValues>): void => setValues((before) => ({ ...before, ...part }));

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const checked = checkSettings(values, await readMessageSecrets());
    if (checked.kind === 'invalid') {
      setErrors(checked.errors);
      const first = SETTINGS_FIELDS.find(([field]) => checked.errors[field] !== undefined)?.[0];
      form.current?.querySelector<HTMLInputElement>(`[name="${first ?? ''}"]`)?.focus();
      return;
    }
    setErrors({});
    // A password is kept for the server that the settings name, and forgotten for the one that they named.
    const refused =
      (await changeMessageSecrets(values, 'remove')) ??
      (await saveSettings(checked.settings)) ??
      (await changeMessageSecrets(values, 'set'));
    setRefusal(refused);
    if (refused === undefined) close();
  };
  const field = (name: SettingsField, label: string, hint?: string) => (
    <TextField
      label={label}
      name={name}
      value={values[name]}
      onChange={(value) => change({ [name]: value })}
      {...(hint === undefined ? {} : { hint })}
      error={errors[name]}
      autoComplete="off"
    />
  );
  return (
    <Dialog title={text.title} onClose={close}>
      <form ref={form} className="form settings" noValidate onSubmit={(event) => void submit(event)}>
        <div className="form-fields">
          {refusal === undefined ? null : (
            <p className="form-refusal" role="alert" ref={reveal}>
              <strong>{shown(refusal.what)}</strong> {shown(refusal.advice)}
            </p>
          )}
          <fieldset className="settings-group">
            <legend>{text.general}</legend>
            <Choice
              label={text.theme}
              among={text.themes}
              value={values.theme}
              onChange={(theme) => change({ theme })}
            />
            <Choice
              label={text.notifications}
              among={text.notificationKinds}
              value={values.notifications}
              onChange={(notifications) => change({ notifications })}
            />
            <Choice
              label={text.closing}
              among={text.closings}
              value={values.closing}
              onChange={(closing) => change({ closing })}
            />
            <label className="check">
              <input
                type="checkbox"
                checked={values.startAtLogin}
                onChange={(event) => change({ startAtLogin: event.target.checked })}
              />
              <span>{text.startAtLogin}</span>
            </label>
            <label className="check">
              <input
                type="checkbox"
                checked={values.checkForUpdates}
                onChange={(event) => change({ checkForUpdates: event.target.checked })}
              />
              <span>{text.checkForUpdates}</span>
            </label>
          </fieldset>
          <Passwords
            value={values.withoutKeyring}
            onChange={(withoutKeyring) => change({ withoutKeyring })}
          />
          <MessageFields values={values} errors={errors} onChange={change} />
          <fieldset className="settings-group">
            <legend>{text.history}</legend>
            {field('historyDays', text.historyDays, text.historyHint)}
          </fieldset>
          <fieldset className="settings-group">
            <legend>{text.limits}</legend>
            <div className="form-pair">
              {field('speed', text.speed, text.speedHint)}
              {field('connections', text.connections, text.connectionsHint)}
            </div>
          </fieldset>
          <fieldset className="settings-group">
            <legend>{text.newProfiles}</legend>
            {field('newConnections', text.newConnections, text.newHint)}
            <label className="check">
              <input
                type="checkbox"
                checked={values.keepVersions}
                onChange={(event) => change({ keepVersions: event.target.checked })}
              />
              <span>{text.keepVersions}</span>
            </label>
            {values.keepVersions && (
              <div className="form-pair">
                {field('versionDays', text.versionDays)}
                {field('versionMegabytes', text.versionMegabytes)}
              </div>
            )}
          </fieldset>
          <fieldset className="settings-group">
            <legend>{text.logs}</legend>
            <div className="settings-logs">
              <span className="settings-path" title={logs}>
                {logs}
              </span>
              <Button onClick={() => appCommand('show-logs')}>{text.showLogs}</Button>
            </div>
          </fieldset>
        </div>
        <div className="dialog-actions">
          <Button onClick={close}>{text.cancel}</Button>
          <Button variant="primary" submit>
            {text.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
