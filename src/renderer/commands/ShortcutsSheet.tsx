import { COMMAND_IDS, COMMANDS, MENU_LABELS, MENUS } from '../../shared/commands.js';
import { Button } from '../components/Button.js';
import { Dialog } from '../components/Dialog.js';
import './commands.css';
import { formatKeys, ON_MAC } from './keys.js';
import { useOverlay } from './overlay-store.js';
import { commandsText } from './text.js';

const text = commandsText.shortcuts;

/** All keys at a glance. */
export function ShortcutsSheet() {
  const close = useOverlay((state) => state.close);
  const sections = MENUS.map((menu) => ({
    title: MENU_LABELS[menu],
    rows: COMMAND_IDS.filter((id) => COMMANDS[id].menu === menu && COMMANDS[id].keys !== undefined).map(
      (id) =>
        [
          COMMANDS[id].label.replace(/…$/, ''),
          (COMMANDS[id].keys ?? [])
            .filter((keys) => keys !== 'CmdOrCtrl+=')
            .map((keys) => formatKeys(keys, ON_MAC)),
        ] as const,
    ),
  })).filter(({ rows }) => rows.length > 0);
  const preview = {
    title: text.previewTitle,
    rows: text.preview.map(([label, keys]) => [label, [keys]] as const),
  };
  return (
    <Dialog title={text.title} onClose={close}>
      <div className="shortcuts" tabIndex={-1}>
        {[...sections, preview].map(({ title, rows }) => (
          <section key={title} className="shortcuts-section">
            <h3 className="shortcuts-title">{title}</h3>
            <dl>
              {rows.map(([label, keys]) => (
                <div key={label} className="shortcuts-row">
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((one, at) => (
                      <span key={one}>
                        {at === 0 ? null : ` ${text.or} `}
                        <kbd className="keys">{one}</kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="dialog-actions">
        <Button onClick={close}>{text.close}</Button>
      </div>
    </Dialog>
  );
}
