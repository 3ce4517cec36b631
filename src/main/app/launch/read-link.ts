/** What a link to the application asks for. */
export interface Link {
  readonly kind: 'run';
  /** The name of a profile, or what it is called in the file of profiles. */
  readonly profile: string;
}

/** No profile has a longer name. */
const LETTERS_AT_MOST = 200;

/** Reads `evenkeel://run/PROFILE`; `undefined` for anything else, such as a link with more to it. */
export function readLink(text: string): Link | undefined {
  if (text.length > LETTERS_AT_MOST * 10) return undefined;
  const name = /^evenkeel:\/\/run\/([^/?#]+)\/?$/i.exec(text)?.[1];
  if (name === undefined) return undefined;
  try {
    const profile = decodeURIComponent(name);
    return profile.length > LETTERS_AT_MOST || /\p{Cc}/u.test(profile) ? undefined : { kind: 'run', profile };
  } catch {
    return undefined;
  }
}
