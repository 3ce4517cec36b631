import { useEffect, useState } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { MessageChannel } from '../../../shared/messages.js';
import { api } from '../../api/evenkeel.js';
import { readMessageSecrets, reportLost } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { TextField } from '../../profiles/TextField.js';
import { Choice } from '../Choice.js';
import type { SettingsErrors } from '../settings-form.js';
import {
  MAIL_PORTS,
  secretChangeOf,
  typedMail,
  type KeptMessageSecrets,
  type MessageField,
  type MessageValues,
} from './message-values.js';
import { messagesText as text } from './text.js';

interface MessageFieldsProps {
  readonly values: MessageValues;
  readonly errors: SettingsErrors;
  readonly onChange: (part: Partial<MessageValues>) => void;
}

const NONE: KeptMessageSecrets = { webhook: 'none', mail: 'none' };

/** How runs that need attention are told of beyond this computer. */
export function MessageFields({ values, errors, onChange }: MessageFieldsProps) {
  const [kept, setKept] = useState(NONE);
  useEffect(() => {
    readMessageSecrets().then(setKept, reportLost);
  }, []);
  const field = (name: MessageField, label: string, hint?: string) => (
    <TextField
      label={label}
      name={name}
      value={values[name]}
      onChange={(value) => onChange({ [name]: value })}
      {...(hint === undefined ? {} : { hint })}
      error={errors[name]}
      autoComplete="off"
    />
  );
  const secret = (
    name: 'webhookAddress' | 'mailPassword',
    channel: MessageChannel,
    label: string,
    hint: string,
  ) => (
    <TextField
      label={label}
      name={name}
      type="password"
      autoComplete="new-password"
      placeholder={kept[channel] === 'none' ? '' : '••••••••'}
      value={values[name]}
      hint={kept[channel] === 'none' ? hint : text.kept}
      error={name === 'webhookAddress' ? errors.webhookAddress : undefined}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <fieldset className="settings-group">
      <legend>{text.title}</legend>
      <p className="settings-hint">{text.hint}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={values.webhook}
          onChange={(event) => onChange({ webhook: event.target.checked })}
        />
        <span>{text.webhook}</span>
      </label>
      {values.webhook && (
        <>
          {secret('webhookAddress', 'webhook', text.webhookAddress, text.webhookHint)}
          <Test channel="webhook" values={values} />
        </>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={values.mail}
          onChange={(event) => onChange({ mail: event.target.checked })}
        />
        <span>{text.mail}</span>
      </label>
      {values.mail && (
        <>
          <Choice
            label={text.encryption}
            among={text.encryptions}
            value={values.mailEncryption}
            onChange={(mailEncryption) => onChange({ mailEncryption, ...portFor(values, mailEncryption) })}
          />
          <div className="form-pair">
            {field('mailHost', text.host)}
            {field('mailPort', text.port)}
          </div>
          <div className="form-pair">
            {field('mailUser', text.user, text.userHint)}
            {secret('mailPassword', 'mail', text.password, '')}
          </div>
          <div className="form-pair">
            {field('mailFrom', text.from)}
            {field('mailTo', text.to)}
          </div>
          <Test channel="mail" values={values} />
        </>
      )}
    </fieldset>
  );
}

/** The usual port follows the encryption, unless somebody has chosen another one. */
function portFor(
  { mailPort, mailEncryption }: MessageValues,
  encryption: MessageValues['mailEncryption'],
): Partial<MessageValues> {
  return mailPort === MAIL_PORTS[mailEncryption] ? { mailPort: MAIL_PORTS[encryption] } : {};
}

type TestState =
  | { readonly kind: 'calm' | 'sending' | 'sent' }
  | { readonly kind: 'failed'; readonly what: string; readonly advice: string };

/** Sends a message with what stands in the form, and says what came of it. */
function Test({ channel, values }: { readonly channel: MessageChannel; readonly values: MessageValues }) {
  const [state, setState] = useState<TestState>({ kind: 'calm' });
  const send = async (): Promise<void> => {
    setState({ kind: 'sending' });
    const mail = channel === 'mail' ? typedMail(values) : null;
    const answer = await api.testMessage(channel, mail, secretChangeOf(channel, values));
    if (answer.kind === 'ok') setState({ kind: 'sent' });
    else setState({ kind: 'failed', what: answer.problem.what, advice: answer.problem.advice });
  };
  return (
    <div className="settings-sure">
      <Button
        disabled={state.kind === 'sending'}
        onClick={() => {
          send().catch(() => {
            setState({ kind: 'calm' });
            reportLost();
          });
        }}
      >
        {text.send[channel]}
      </Button>
      <p className={state.kind === 'failed' ? 'field-error' : 'settings-hint'} role="status">
        {state.kind === 'sending' ? text.sending : state.kind === 'sent' ? text.sent : null}
        {state.kind === 'failed' ? `${shown(state.what)} ${shown(state.advice)}` : null}
      </p>
    </div>
  );
}
