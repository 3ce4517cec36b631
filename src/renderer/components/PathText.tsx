import { nameOf, parentOf } from '../../shared/entry/path.js';
import { shown } from '../../shared/format/shown.js';

/** A path of which, where there is too little room, the folders give way before the name does. */
export function PathText({ path }: { readonly path: string }) {
  const folder = parentOf(path);
  return (
    <span className="path" title={shown(path)}>
      {folder === '' ? null : <span className="path-folder">{shown(folder)}/</span>}
      <span className="path-name">{path === '' ? 'The whole folder' : shown(nameOf(path))}</span>
    </span>
  );
}
