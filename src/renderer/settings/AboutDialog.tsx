import { useEffect, useState } from 'react';
import type { Licence } from '../../shared/licence.js';
import { readLicences } from '../api/requests.js';
import { useOverlay } from '../commands/overlay-store.js';
import { Button } from '../components/Button.js';
import { Dialog } from '../components/Dialog.js';
import { Mark } from '../components/Mark.js';
import { useProfiles } from '../profiles/profiles-store.js';
import './settings.css';
import { settingsText } from './text.js';

const text = settingsText.about;

/** What this is, and from what it is built. */
export function AboutDialog() {
  const close = useOverlay((state) => state.close);
  const version = useProfiles((state) => state.version);
  const [licences, setLicences] = useState<readonly Licence[]>();
  useEffect(() => {
    void readLicences().then((read) => setLicences(read ?? []));
  }, []);
  return (
    <Dialog title={text.title} onClose={close}>
      <div className="about">
        <div className="about-head">
          <Mark size={40} />
          <div>
            <p className="about-version">{text.version(version)}</p>
            <p>{text.what}</p>
            <p className="about-quiet">{text.licence}</p>
          </div>
        </div>
        <section className="about-parts" aria-label={text.list}>
          <h3 className="about-title">
            {licences === undefined ? text.loading : text.parts(licences.length)}
          </h3>
          {licences?.map(({ name, version: of, licence, text: full }) => (
            <details key={`${name} ${of}`} className="about-part">
              <summary>
                <span className="ellipsis">{`${name} ${of}`}</span>
                <span className="about-quiet">{licence}</span>
              </summary>
              <pre className="about-text">{full === '' ? text.noText : full}</pre>
            </details>
          ))}
        </section>
      </div>
      <div className="dialog-actions">
        <Button onClick={close}>{text.close}</Button>
      </div>
    </Dialog>
  );
}
