import { TriangleAlert, X } from 'lucide-react';
import { shown } from '../../shared/format/shown.js';
import { IconButton } from '../components/Button.js';
import { useNotices } from './notices-store.js';
import { shellText } from './text.js';

/** Problems that belong to no view, above everything. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const dismiss = useNotices((state) => state.dismiss);
  return (
    <div className="notices" role="alert">
      {notices.map(({ id, problem }) => (
        <div key={id} className="notice">
          <TriangleAlert size={16} aria-hidden className="notice-icon" />
          <p className="notice-text">
            <strong>{shown(problem.what)}</strong> {shown(problem.advice)}
          </p>
          <IconButton label={shellText.notices.dismiss} icon={X} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
