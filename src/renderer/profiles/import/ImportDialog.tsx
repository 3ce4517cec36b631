import { useEffect, useState } from 'react';
import type { FoundProfiles } from '../../../shared/profile/profile-import.js';
import { dropImport } from '../../api/requests.js';
import { useProfileList } from '../list/list-store.js';
import { FoundList } from './FoundList.js';
import { SourceList } from './SourceList.js';
import './import.css';

/** Imports profiles: asks where from, then shows what was found there, before anything of it is imported. */
export function ImportDialog() {
  const show = useProfileList((state) => state.show);
  const [found, setFound] = useState<FoundProfiles | null>(null);
  // However the dialog is closed, the secrets that were found go with it.
  useEffect(() => () => dropImport(), []);
  const close = (): void => show(null);
  return found === null ? (
    <SourceList onFound={setFound} onClose={close} />
  ) : (
    <FoundList found={found} onBack={() => setFound(null)} onClose={close} />
  );
}
