import { CircleArrowUp, CircleCheck, Code, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { assertNever } from '../../shared/assert-never.js';
import { shown } from '../../shared/format/shown.js';
import type { UpdateState } from '../../shared/update.js';
import { update } from '../api/requests.js';
import { useOverlay } from '../commands/overlay-store.js';
import { Button } from '../components/Button.js';
import { Dialog } from '../components/Dialog.js';
import { ProgressLine } from '../components/ProgressLine.js';
import { useProfiles } from '../profiles/profiles-store.js';
import { updatesText as text } from './text.js';
import { useUpdate } from './update-store.js';
import './updates.css';

/** Whether there is a newer version, and what to do about it. */
export function UpdatesDialog() {
  const close = useOverlay((state) => state.close);
  const state = useUpdate((store) => store.state);
  const running = useProfiles((profiles) => profiles.version);
  return (
    <Dialog title={text.title} onClose={close} narrow>
      <div className="update" role="status">
        <Body state={state} running={running} />
      </div>
      <div className="dialog-actions">
        <Actions state={state} close={close} />
      </div>
    </Dialog>
  );
}

function Body({ state, running }: { readonly state: UpdateState; readonly running: string }) {
  switch (state.kind) {
    case 'unknown':
    case 'checking':
      return (
        <Said what={text.checking} hint={text.running(running)}>
          <ProgressLine label={text.checking} />
        </Said>
      );
    case 'current':
      return <Said icon={CircleCheck} tone="good" what={text.current} hint={text.running(running)} />;
    case 'available':
      return (
        <Said
          icon={CircleArrowUp}
          what={`${text.available(state.version)} ${text.running(running)}`}
          hint={text.offers[state.offer]}
        />
      );
    case 'downloading':
      return (
        <Said what={text.downloading(state.version)} hint={text.running(running)}>
          <ProgressLine label={text.downloading(state.version)} share={state.percent / 100} />
        </Said>
      );
    case 'ready':
      return <Said icon={CircleCheck} tone="good" what={text.ready(state.version)} hint={text.readyHint} />;
    case 'failed':
      return (
        <Said
          icon={TriangleAlert}
          tone="warn"
          what={shown(state.problem.what)}
          hint={shown(state.problem.advice)}
        />
      );
    case 'source-code':
      return <Said icon={Code} what={text.sourceCode} hint={text.sourceCodeHint} />;
    default:
      return assertNever(state);
  }
}

interface SaidProps {
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'good' | 'warn';
  readonly what: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

function Said({ icon: Icon, tone = 'plain', what, hint, children }: SaidProps) {
  return (
    <>
      {Icon === undefined ? null : <Icon size={20} aria-hidden className={`update-icon update-${tone}`} />}
      <div className="update-words">
        <p className="update-what">{what}</p>
        {children}
        <p className="update-hint">{hint}</p>
      </div>
    </>
  );
}

function Actions({ state, close }: { readonly state: UpdateState; readonly close: () => void }) {
  const page = (
    <Button variant="quiet" className="update-page" onClick={() => update('open-page')}>
      {text.openPage}
    </Button>
  );
  switch (state.kind) {
    case 'available':
      return state.offer === 'download' ? (
        <>
          {page}
          <Button onClick={close}>{text.later}</Button>
          <Button variant="primary" onClick={() => update('download')}>
            {text.download}
          </Button>
        </>
      ) : (
        <>
          {state.offer === 'store' ? null : page}
          <Button onClick={close}>{text.close}</Button>
        </>
      );
    case 'downloading':
      return (
        <>
          <Button onClick={() => update('cancel')}>{text.cancel}</Button>
          <Button onClick={close}>{text.close}</Button>
        </>
      );
    case 'ready':
      return (
        <>
          <Button onClick={close}>{text.later}</Button>
          <Button variant="primary" onClick={() => update('install')}>
            {text.restart}
          </Button>
        </>
      );
    case 'failed':
      return (
        <>
          {page}
          <Button onClick={() => update('check')}>{text.retry}</Button>
          <Button onClick={close}>{text.close}</Button>
        </>
      );
    case 'unknown':
    case 'checking':
    case 'current':
    case 'source-code':
      return <Button onClick={close}>{text.close}</Button>;
    default:
      return assertNever(state);
  }
}
