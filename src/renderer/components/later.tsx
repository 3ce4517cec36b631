import { useEffect, useState, type ComponentType } from 'react';

/** A part of the window that is loaded only when it is first shown, or by `load` before that. */
export interface Later<Props extends object> {
  (props: Props): React.ReactNode;
  readonly load: () => Promise<void>;
}

/**
 * Has a part of the window that the first picture does without loaded later. Once it is there it is drawn at once, so that what somebody types
 * goes into it: React's own `lazy` leaves its place empty for up to 300 milliseconds.
 */
export function later<Props extends object>(bring: () => Promise<ComponentType<Props>>): Later<Props> {
  let Loaded: ComponentType<Props> | undefined;
  const load = async (): Promise<void> => {
    Loaded ??= await bring();
  };
  function Part(props: Props) {
    const [, setLoaded] = useState(Loaded !== undefined);
    useEffect(() => {
      if (Loaded === undefined) void load().then(() => setLoaded(true));
    }, []);
    return Loaded === undefined ? null : <Loaded {...props} />;
  }
  return Object.assign(Part, { load });
}
