import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** The time, brought up to date every minute: milliseconds since 1970 in UTC. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
