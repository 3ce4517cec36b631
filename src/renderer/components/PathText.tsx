import { nameOf, parentOf } from '../../shared/path.js';

/** A path of which, where there is too little room, the folders give way before the name does. */
export function PathText({ path }: { readonly path: string }) {
  const folder = parentOf(path);
  return (
    <span className="path" title={path}>
      {folder === '' ? null : <span className="path-folder">{folder}/</span>}
      <span className="path-name">{path === '' ? 'The whole folder' : nameOf(path)}</span>
    </span>
  );
}
