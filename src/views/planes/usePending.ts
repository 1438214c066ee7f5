import { useState } from 'react';

/**
 * A choice that takes a moment to come into force: shows what was chosen at once, and what is in force when it is done,
 * whether or not it was taken.
 */
export function usePending<T>(inForce: T, choose: (value: T) => Promise<void>): readonly [T, (value: T) => void] {
  const [wanted, setWanted] = useState<{ readonly value: T } | null>(null);
  const act = (value: T): void => {
    const wish = { value };
    setWanted(wish);
    void choose(value).finally(() => setWanted((now) => (now === wish ? null : now)));
  };
  return [wanted ? wanted.value : inForce, act];
}
