/**
 * A name or sentence as it can be shown: what cannot be seen, acts on a terminal or changes the reading direction stands there as its
 * code (`<U+200B>`), so that two names that differ look different and none looks like what it is not. Where such a character
 * does its proper work it stays: what joins an emoji, the tags of a flag, a joiner between letters of a script that needs it.
 */
export function shown(text: string): string {
  if (PLAIN.test(text)) return text;
  const made = (signs ??= makeSigns());
  return text.replaceAll(made.hidden, (found, at: number) => told(found, text, at, made));
}

/** Nearly every name: one look is enough. Printable ASCII, and letters from the first accented one to the last that joins nothing. */
const PLAIN = /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u034E]*$/;

type Signs = ReturnType<typeof makeSigns>;
let signs: Signs | undefined;

/** What the other names are looked at with; made for the first of them, because to gather all letters of many scripts takes a while. */
function makeSigns() {
  return {
    /**
     * Controls and characters of format (Unicode's Cc, Cf, Zl, Zp; among them soft hyphen, zero width, direction and tags), blanks
     * other than the usual one, and what is by rule invisible although it counts as a letter or a mark: fillers, joiners, selectors.
     */
    hidden:
      /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,7}\u{E007F}|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu,
    visibleFormat: /^[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]$/u,
    emojiBefore: /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?$/u,
    emojiAfter: /^\p{Extended_Pictographic}/u,
    styledBefore: /\p{Emoji}$/u,
    cursiveBefore: new RegExp(`(?=${CURSIVE})[${SCRIPTS}]$`, 'u'),
    cursiveAfter: new RegExp(`^(?=${CURSIVE})[${SCRIPTS}]`, 'u'),
  };
}

function told(found: string, text: string, at: number, signs: Signs): string {
  // A flag, which only its tags make that of a region.
  if (found.startsWith('\u{1F3F4}') || signs.visibleFormat.test(found)) return found;
  const before = text.slice(0, at);
  const after = text.slice(at + found.length);
  if (found === ZERO_WIDTH_JOINER && signs.emojiBefore.test(before) && signs.emojiAfter.test(after))
    return found;
  if (JOINERS.has(found) && signs.cursiveBefore.test(before) && signs.cursiveAfter.test(after)) return found;
  if (EMOJI_STYLES.has(found) && signs.styledBefore.test(before)) return found;
  return `<U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

const ZERO_WIDTH_JOINER = '\u200D';
const JOINERS: ReadonlySet<string> = new Set(['\u200C', ZERO_WIDTH_JOINER]);
/** The selectors of text and of emoji. */
const EMOJI_STYLES: ReadonlySet<string> = new Set(['\uFE0E', '\uFE0F']);

/** Scripts whose letters change with their neighbours (Unicode Standard Annex #31, 2.3: where joiners are allowed). */
const CURSIVE = String.raw`[\p{L}\p{M}]`;
const SCRIPTS = [
  'Arabic',
  'Syriac',
  'Mongolian',
  'Nko',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Khmer',
  'Myanmar',
]
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');
