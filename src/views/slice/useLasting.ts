import { useEffect, useState } from 'react';

/** Work shorter than this shows no progress (milliseconds). */
const PATIENCE = 300;

/** True once `running` has been true for PATIENCE. */
export function useLasting(running: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!running) {
      setLasting(false);
      return;
    }
    const timer = window.setTimeout(() => setLasting(true), PATIENCE);
    return () => window.clearTimeout(timer);
  }, [running]);
  return lasting;
}
