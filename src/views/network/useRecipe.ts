import { useState } from 'react';
import { useStore } from 'zustand';
import type { Recipe, SeededNetwork } from '../../state/editorTypes';
import { sameRecipe } from '../../state/seeded';
import type { LensStoreApi } from '../live';
import { careFor, costOf } from './costText';

export interface RecipeEditing {
  /** The recipe in force. */
  readonly recipe: Recipe;
  /** What the controls show: the recipe in force, or the one that a slider holds and that is not made yet. */
  readonly shown: SeededNetwork;
  /** A large network that waits for an answer. */
  readonly asked: SeededNetwork | null;
  /** Made at once while it is small; else when `change` says so. */
  slide(change: Partial<SeededNetwork>): void;
  /** Made, or asked about when it is very large. */
  change(change: Partial<SeededNetwork>): void;
  answer(yes: boolean): void;
}

/** Changes of the recipe, as careful as they are costly. */
export function useRecipe(store: LensStoreApi): RecipeEditing {
  const recipe = useStore(store, ({ session }) => session.recipe);
  const [held, setHeld] = useState<SeededNetwork | null>(null);
  const [asked, setAsked] = useState<SeededNetwork | null>(null);
  const care = (next: SeededNetwork) => careFor(costOf(next, store.getState()));
  const make = (next: SeededNetwork): void => {
    const { layers, scheme, bias, seed } = next;
    setHeld(null);
    setAsked(null);
    store.getState().actions.setSeeded({ layers, scheme, bias, seed });
  };
  return {
    recipe,
    shown: asked ?? held ?? recipe,
    asked,
    slide(change) {
      const next = { ...recipe, ...change };
      if (care(next) === 'live') make(next);
      else setHeld(next);
    },
    change(change) {
      const next = { ...recipe, ...change };
      // What is in force is not made anew: a slider has made it on the way, or a question is answered by going back.
      if (sameRecipe(recipe, next)) {
        setHeld(null);
        setAsked(null);
      } else if (care(next) === 'ask') setAsked(next);
      else make(next);
    },
    answer(yes) {
      if (yes && asked) make(asked);
      setHeld(null);
      setAsked(null);
    },
  };
}
