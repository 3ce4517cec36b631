import { useState } from 'react';
import type { Settings } from '../../shared/settings.js';
import { forgetSecrets } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { useProfiles } from '../profiles/profiles-store.js';
import { Choice } from './Choice.js';
import { settingsText as text } from './text.js';

interface PasswordsProps {
  readonly value: Settings['withoutKeyring'];
  readonly onChange: (value: Settings['withoutKeyring']) => void;
}

/** Where passwords are kept, what to do where there is no keyring, and forgetting all of them. */
export function Passwords({ value, onChange }: PasswordsProps) {
  const keyring = useProfiles((state) => state.keyring);
  return (
    <fieldset className="settings-group">
      <legend>{text.passwords}</legend>
      {keyring.kind === 'available' ? (
        <p className="settings-hint">{text.inKeyring}</p>
      ) : keyring.canEncrypt ? (
        <>
          <Choice
            label={text.withoutKeyring}
            among={text.withoutKeyringChoices}
            value={value}
            onChange={onChange}
          />
          <p className="settings-hint">{text.encryptedHint}</p>
        </>
      ) : (
        <p className="settings-hint">{keyring.why}</p>
      )}
      <Forget />
    </fieldset>
  );
}

function Forget() {
  const [state, setState] = useState<'calm' | 'asking' | 'forgotten'>('calm');
  const forget = async (): Promise<void> => {
    setState((await forgetSecrets()) ? 'forgotten' : 'calm');
  };
  switch (state) {
    case 'calm':
      return (
        <div>
          <Button onClick={() => setState('asking')}>{text.forget}</Button>
        </div>
      );
    case 'asking':
      return (
        <div className="settings-sure" role="group" aria-label={text.forgetSure}>
          <p>{text.forgetSure}</p>
          <Button variant="danger" onClick={() => void forget()}>
            {text.forgetNow}
          </Button>
          <Button onClick={() => setState('calm')}>{text.cancel}</Button>
        </div>
      );
    case 'forgotten':
      return (
        <p className="settings-hint" role="status">
          {text.forgotten}
        </p>
      );
  }
}
