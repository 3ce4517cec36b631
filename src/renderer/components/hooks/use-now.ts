import { useEffect, useState } from 'react';

const MINUTE = 60_000;
const SECOND = 1000;

/** The time, brought up to date every minute: milliseconds since 1970 in UTC. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Milliseconds since the page began, brought up to date every second: what is told of the last seconds changes by itself. */
export function useTicks(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
}
