/**
 * A name for a file that a dialog suggests, made from words of the user’s, such as the name of a profile: without what Windows, macOS or Linux would
 * take for folders or refuse.
 */
export function fileNameOf(words: string): string {
  const plain = words.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim();
  // Windows drops dots at the end; a dot in front would hide the file.
  return plain.replace(/^\.+|[. ]+$/g, '') || 'Evenkeel';
}
