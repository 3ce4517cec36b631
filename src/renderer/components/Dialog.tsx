import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react';
import { focusFirst } from './first-field.js';

interface DialogProps {
  readonly title: string;
  /** Called when somebody means to close it with Escape; it closes only by no longer being rendered. */
  readonly onClose: () => void;
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog, open for as long as it is rendered. Typing goes into its first field. */
export function Dialog({ title, onClose, narrow = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const leave = useEffectEvent(onClose);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    // On the document: after a click beside the fields nothing in the dialog has the focus. Before the browser, which would close it.
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
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
      className={narrow ? 'dialog dialog-narrow' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id={heading} className="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
