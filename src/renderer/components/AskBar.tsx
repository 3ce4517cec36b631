import { useEffect, useRef } from 'react';
import { Button } from './Button.js';

interface AskBarProps {
  /** A whole question. */
  readonly question: string;
  /** What leaves everything as it is; it has the focus. */
  readonly keep: string;
  readonly onKeep: () => void;
  /** What throws something away. */
  readonly discard: string;
  readonly onDiscard: () => void;
}

/** A question in the place of a dialog's buttons, about what would be lost. */
export function AskBar({ question, keep, onKeep, discard, onDiscard }: AskBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={bar} className="dialog-actions dialog-ask" role="alertdialog" aria-label={question}>
      <p className="dialog-question">{question}</p>
      <Button onClick={onKeep}>{keep}</Button>
      <Button variant="danger" onClick={onDiscard}>
        {discard}
      </Button>
    </div>
  );
}
