import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { IconButton } from '../../../components/Button.js';
import type { DecodedText } from '../../../../shared/merge/decode.js';
import { detailsText } from '../../text.js';
import { showTexts, type Editors } from './editors.js';

const text = detailsText.difference;

/** Where there is less room than this, in pixels, two texts stand one below the other. */
const NARROW = 560;

interface TextDifferenceProps {
  readonly path: string;
  readonly local: DecodedText | undefined;
  readonly remote: DecodedText | undefined;
  /** More buttons beside its own. */
  readonly extra: ReactNode;
}

/** Two texts and what differs between them, or a single one. The only part of the window that loads the editor. */
export default function TextDifference({ path, local, remote, extra }: TextDifferenceProps) {
  const host = useRef<HTMLDivElement>(null);
  const [editors, setEditors] = useState<Editors>();
  const [narrow, setNarrow] = useState<boolean>();
  const here = local?.text;
  const there = remote?.text;
  useEffect(() => {
    const box = host.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setNarrow(box.clientWidth < NARROW));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const box = host.current;
    if (box === null || narrow === undefined) return;
    const root = box.shadowRoot ?? box.attachShadow({ mode: 'open' });
    const made = showTexts({ path, local: here, remote: there }, root, narrow);
    const frame = requestAnimationFrame(() => setEditors(made));
    return () => {
      cancelAnimationFrame(frame);
      made.destroy();
    };
  }, [path, here, there, narrow]);
  const both = local !== undefined && remote !== undefined;
  const count = editors?.differences ?? 0;
  return (
    <div className="text-difference">
      <div className="difference-bar">
        {both ? (
          <>
            <span className="difference-half difference-facts difference-local">{factsOf(local)}</span>
            <span className="difference-half">
              <span className="difference-facts difference-remote">{factsOf(remote)}</span>
              <span className="difference-count" role="status">
                {editors === undefined
                  ? ''
                  : local.text === remote.text
                    ? text.sameText
                    : text.differences(count)}
              </span>
              <IconButton
                label={text.previous}
                icon={ChevronUp}
                disabled={count === 0}
                onClick={editors?.previous}
              />
              <IconButton
                label={text.next}
                icon={ChevronDown}
                disabled={count === 0}
                onClick={editors?.next}
              />
              {extra}
            </span>
          </>
        ) : (
          <>
            <span className="difference-facts">{factsOf(local ?? remote)}</span>
            {extra}
          </>
        )}
      </div>
      <div ref={host} className="text-host" />
    </div>
  );
}

function factsOf(decoded: DecodedText | undefined): string {
  if (decoded === undefined) return '';
  const ends = text.lineEnds[decoded.lineEnds];
  return [text.encoding[decoded.encoding], ...(ends === '' ? [] : [ends])].join(', ');
}
