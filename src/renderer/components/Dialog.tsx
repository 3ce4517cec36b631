import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react';
import { blockCommands } from '../commands/command-store.js';
import { focusFirst } from './hooks/first-field.js';

interface DialogProps {
  readonly title: string;
  /** Called when somebody means to close it with Escape; it closes only by no longer being rendered. */
  readonly onClose: () => void;
  readonly narrow?: boolean;
  /** As large as the window allows, for what is looked at and not filled in. */
  readonly wide?: boolean;
  /** As high as the window allows, for a form with sections or a long text. */
  readonly page?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog, open for as long as it is rendered. Typing goes into its first field. */
export function Dialog({
  title,
  onClose,
  narrow = false,
  wide = false,
  page = false,
  children,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const leave = useEffectEvent(onClose);
  useEffect(() => blockCommands(), []);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    // On the document: after a click beside the fields nothing in the dialog has the focus. Before the browser, which would close it.
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || !isOnTop(dialog)) return;
      event.preventDefault();
      leave();
    };
    document.addEventListener('keydown', press, true);
    dialog?.showModal();
    focusFirst(dialog);
    return () => {
      document.removeEventListener('keydown', press, true);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={`dialog ${narrow ? 'dialog-narrow' : ''} ${wide ? 'dialog-wide' : ''} ${page ? 'dialog-page' : ''}`}
      aria-labelledby={heading}
      onCancel={(event) => event.preventDefault()}
      // It stands over everything, wherever it is rendered: what is typed in it is for nothing around it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={heading} className="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>
  );
}

/** Whether no other dialog has been opened over it: one that is rendered later stands behind it in the document. */
function isOnTop(dialog: HTMLDialogElement | null): boolean {
  return [...document.querySelectorAll('dialog[open]')].at(-1) === dialog;
}
