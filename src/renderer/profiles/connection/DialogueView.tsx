import { useEffect, useRef, useState } from 'react';
import type { DialogueLine, DialogueOf } from '../../../shared/connection/dialogue.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { shown } from '../../../shared/format/shown.js';
import { formatWhen } from '../../../shared/format/time.js';
import { api } from '../../api/evenkeel.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { useNow } from '../../components/hooks/use-now.js';
import { VirtualList } from '../../components/VirtualList.js';
import { Check } from '../options/OptionParts.js';
import { useProfiles } from '../profiles-store.js';
import { connectionText } from '../text/connection.js';
import './connection.css';
import { followDialogue, NOTHING, type Followed } from './follow-dialogue.js';

const ROW_HEIGHT = 18;

const WHICH: readonly DialogueOf[] = ['run', 'comparison'];

/** The dialogue with the server of a profile, as it goes on; secrets are masked. */
export function DialogueView({ profile }: { readonly profile: Profile }) {
  const show = useProfiles((state) => state.show);
  const [of, setOf] = useState<DialogueOf>('run');
  const [follows, setFollows] = useState(true);
  const [copied, setCopied] = useState(false);
  const { beganMs, lines } = useDialogue(profile.id, of);
  const now = useNow();
  const list = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.seq;
  useEffect(() => {
    const scroller = list.current?.querySelector('.lines');
    if (follows && scroller !== null && scroller !== undefined) scroller.scrollTop = scroller.scrollHeight;
  }, [follows, last]);
  const copy = async (): Promise<void> => {
    const answer = await api.copyDialogue(profile.id, of);
    setCopied(answer.kind === 'ok');
  };
  return (
    <Dialog page title={connectionText.dialogueTitle(shown(profile.name))} onClose={() => show(null)}>
      <div className="dialogue-bar">
        <div className="dialogue-which" role="radiogroup" aria-label={connectionText.dialogueWhich}>
          {WHICH.map((one) => (
            <label key={one} className="dialogue-choice">
              <input type="radio" name="dialogue-of" checked={of === one} onChange={() => setOf(one)} />
              {connectionText.dialogueOf[one]}
            </label>
          ))}
        </div>
        {lines.length === 0 ? null : (
          <span className="field-hint">
            {connectionText.dialogueBegan(formatWhen(beganMs, now), lines.length)}
          </span>
        )}
      </div>
      <div ref={list} className="dialogue">
        {lines.length === 0 ? (
          <p className="dialogue-empty">{connectionText.dialogueEmpty[of]}</p>
        ) : (
          <VirtualList
            name={connectionText.dialogueLines}
            count={lines.length}
            heightOf={heightOf}
            line={(index) => <Line line={lines[index]} />}
          />
        )}
      </div>
      <div className="dialog-actions dialogue-actions">
        <div className="dialogue-foot">
          <Check checked={follows} onChange={setFollows}>
            {connectionText.follow}
          </Check>
          <p className="field-hint">{connectionText.dialogueNote}</p>
        </div>
        <Button disabled={lines.length === 0} onClick={() => void copy()}>
          {copied ? connectionText.copied : connectionText.copy}
        </Button>
        <Button onClick={() => show(null)}>{connectionText.close}</Button>
      </div>
    </Dialog>
  );
}

function heightOf(): number {
  return ROW_HEIGHT;
}

function Line({ line }: { readonly line: DialogueLine | undefined }) {
  if (line === undefined) return null;
  const tone = line.text.startsWith('> ') ? 'asked' : 'said';
  return (
    <div className={`dialogue-line dialogue-${tone}`} title={shown(line.text)}>
      <span className="dialogue-time">{clock(line.ms)}</span>
      <span className="dialogue-text">{shown(line.text)}</span>
    </div>
  );
}

/** To the millisecond, so that one sees what takes long. */
function clock(ms: number): string {
  return CLOCK.format(ms);
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** The lines of a dialogue, for as long as somebody looks. */
function useDialogue(id: string, of: DialogueOf): Followed {
  const [followed, setFollowed] = useState({ ...NOTHING, of });
  useEffect(
    () =>
      followDialogue(
        (dialogue, after) => api.dialogue(id, of, dialogue, after),
        (now) => setFollowed({ ...now, of }),
      ),
    [id, of],
  );
  return followed.of === of ? followed : NOTHING;
}
