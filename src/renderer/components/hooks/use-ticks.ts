import { useEffect, useState } from 'react';

const SECOND = 1000;

/** Milliseconds since the page began, brought up to date every second: what is told of the last seconds changes by itself. */
export function useTicks(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
}
