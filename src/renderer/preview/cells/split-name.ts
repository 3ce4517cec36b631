/** Names up to this length are rarely shortened at all. */
const SHORT = 16;
/** How much of the end stays: the extension, and what tells one file of a series from the next. */
const TAIL = 9;

/** Takes a name apart so that it can be shortened in its middle: the head gives way, the tail stays. */
export function splitName(name: string): readonly [head: string, tail: string] {
  if (name.length <= SHORT) return ['', name];
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.length - dot : 0;
  let at = name.length - (extension < TAIL ? TAIL : Math.min(extension + 2, TAIL * 2));
  // Not within a letter and what belongs to it.
  while (at > 0 && GOES_ON.test(name.slice(at))) at -= 1;
  if (name.charAt(at - 1) === JOINER) at -= 2;
  return [name.slice(0, Math.max(0, at)), name.slice(Math.max(0, at))];
}

const JOINER = '\u200D';
/** Marks, skin tones, joiners, selectors of emoji, and the second half of a character. */
const GOES_ON = /^(?:\p{M}|\p{Emoji_Modifier}|\p{Cf}|[\uDC00-\uDFFF])/u;
