import { CircleCheck, CircleX, PlugZap } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TestStep } from '../../../shared/connection/connection-test.js';
import type { ProfileListing } from '../../../shared/ipc.js';
import { shown } from '../../../shared/format/shown.js';
import { parseRemote, withoutTls } from '../../../shared/profile/remote.js';
import { api } from '../../api/evenkeel.js';
import { reportLost } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import {
  checkConnection,
  completeAddress,
  serverIn,
  splitAddress,
  type FormErrors,
  type FormValues,
} from '../form.js';
import { connectionText } from '../text/connection.js';
import './connection.css';
import { StepLine } from './StepLine.js';
import { useConnectionTest } from './test-store.js';

interface ConnectionTestProps {
  readonly values: FormValues;
  readonly listing: ProfileListing | undefined;
  readonly onChange: (part: Partial<FormValues>) => void;
  readonly onErrors: (errors: FormErrors) => void;
}

/** Which test was about what. It is kept here, with the fields, and not in a store, because it includes the password. */
interface Tested {
  readonly test: number;
  readonly about: string;
}

/** Tries the remote side as it stands in the form, and shows how far that comes. */
export function ConnectionTest({ values, listing, onChange, onErrors }: ConnectionTestProps) {
  const { test: last, running, steps, refusal } = useConnectionTest();
  const [tested, setTested] = useState<Tested>();
  const now = aboutOf(values, listing);
  // What was found out says nothing of other values.
  const current = tested?.test === last && tested.about === now;
  useEffect(
    () => () => {
      void api.stopTest();
      useConnectionTest.getState().reset();
    },
    [],
  );

  const test = async (with_: FormValues, writes: boolean): Promise<void> => {
    const checked = checkConnection(with_, listing?.profile);
    if (checked.kind === 'invalid') {
      onErrors(checked.errors);
      return;
    }
    const { begin, take, end } = useConnectionTest.getState();
    const number = begin();
    setTested({ test: number, about: aboutOf(with_, listing) });
    try {
      const answer = await api.testConnection(checked.query, writes);
      if (answer.kind === 'ok') take(number, answer.value);
      end(number, answer.kind === 'refused' ? answer.problem : undefined);
    } catch {
      reportLost();
      end(number);
    }
  };
  const start = (writes: boolean): void => {
    const complete = splitAddress(completeAddress(values));
    onChange(complete);
    void test(complete, writes);
  };
  const change = (part: Partial<FormValues>): void => {
    onChange(part);
    void test({ ...values, ...part }, false);
  };
  const trust = (fingerprint: string): void => {
    const server = serverIn(values.remoteFolder);
    if (server !== undefined) change({ trusted: { server, fingerprint } });
  };

  const busy = current && running;
  return (
    <section className="connection-test" aria-label={connectionText.region}>
      <div className="connection-bar">
        {busy ? (
          <Button onClick={() => void api.stopTest()}>{connectionText.stop}</Button>
        ) : (
          <Button icon={PlugZap} onClick={() => start(false)}>
            {connectionText.test}
          </Button>
        )}
        <Outcome steps={current ? steps : []} busy={busy} />
      </div>
      {current && refusal !== undefined ? (
        <p className="form-refusal" role="alert">
          <strong>{shown(refusal.what)}</strong> {shown(refusal.advice)}
        </p>
      ) : null}
      {current && steps.length > 0 ? (
        <ol className="steps">
          {steps.map((step) => (
            <StepLine
              key={step.name}
              step={step}
              onTrust={trust}
              onUsePlain={() => change({ remoteFolder: withoutTls(values.remoteFolder) })}
              onUseTls={() => change({ remoteFolder: values.remoteFolder.trim().replace(/^ftp:/i, 'ftps:') })}
            />
          ))}
        </ol>
      ) : null}
      {current && !running && hasPassed(steps) && !steps.some(({ name }) => name === 'writing') ? (
        <div className="connection-bar">
          <Button onClick={() => start(true)}>{connectionText.checkWriting}</Button>
          <span className="field-hint">{connectionText.checkWritingHint}</span>
        </div>
      ) : null}
    </section>
  );
}

function Outcome({ steps, busy }: { readonly steps: readonly TestStep[]; readonly busy: boolean }) {
  const failed = steps.find(({ state }) => state === 'failed');
  if (!busy && failed !== undefined && failed.problem?.kind !== 'stopped') {
    return (
      <p className="connection-outcome connection-failed" role="status">
        <CircleX size={15} aria-hidden />
        {connectionText.failedAt(connectionText.steps[failed.name])}
      </p>
    );
  }
  if (!busy && hasPassed(steps)) {
    const writes = steps.some(({ name }) => name === 'writing');
    return (
      <p className="connection-outcome connection-passed" role="status">
        <CircleCheck size={15} aria-hidden />
        {writes ? connectionText.passedWriting : connectionText.passed}
      </p>
    );
  }
  return <p className="field-hint">{connectionText.testHint}</p>;
}

function hasPassed(steps: readonly TestStep[]): boolean {
  return steps.length > 0 && steps.every(({ state }) => state === 'done' || state === 'skipped');
}

/** All that a test depends on: the address, who signs in and with what, and how the server is reached. */
function aboutOf(values: FormValues, listing: ProfileListing | undefined): string {
  const parsed = parseRemote(splitAddress(completeAddress(values)).remoteFolder.trim());
  const checked = checkConnection(values, listing?.profile);
  return JSON.stringify([
    parsed.kind === 'valid' ? parsed.address : values.remoteFolder,
    checked.kind === 'valid' ? [checked.query.draft, checked.query.secrets] : values.userName,
  ]);
}
