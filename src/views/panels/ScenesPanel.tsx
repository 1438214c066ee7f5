import { type ReactElement, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Section } from '../../ui/Section';
import { isDark, type LensStoreApi } from '../live';
import { drawMiniature, type Miniature } from './miniature';

export interface SceneCard {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to notice. */
  readonly notice: string;
  /** What its small picture is drawn from: the scene's own data. */
  readonly miniature: () => Miniature;
}

/** Runs when the browser has time, at the latest after two seconds. Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 300);
}

/** Draws once when the page is idle, and again when the theme changes. */
function useMiniature(card: SceneCard): React.RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    let miniature: Miniature | null = null;
    const draw = (): void => {
      if (ref.current && miniature && !gone) drawMiniature(ref.current, miniature, isDark());
    };
    whenIdle(() => {
      if (gone) return;
      miniature = card.miniature();
      draw();
    });
    const observer = new MutationObserver(draw);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [card]);
  return ref;
}

function SceneButton({
  card,
  current,
  onOpen,
}: {
  card: SceneCard;
  current: boolean;
  onOpen: () => void;
}): ReactElement {
  const canvas = useMiniature(card);
  return (
    <li>
      <button
        type="button"
        className="scene"
        aria-current={current ? 'true' : undefined}
        title={card.notice}
        onClick={onOpen}
      >
        <canvas ref={canvas} className="miniature" width={64} height={64} />
        <span>{card.title}</span>
      </button>
    </li>
  );
}

/** The scenes to choose from, and what to notice in the one that is open. */
export function ScenesPanel({ store, scenes }: { store: LensStoreApi; scenes: readonly SceneCard[] }): ReactElement {
  const scene = useStore(store, ({ lens }) => lens.scene);
  const custom = useStore(store, ({ lens }) => lens.network?.name ?? null);
  const open = scenes.find(({ id }) => id === scene);
  return (
    <Section title="Scenes">
      <ul className="scenes">
        {scenes.map((card) => (
          <SceneButton
            key={card.id}
            card={card}
            current={card.id === scene && custom === null}
            onOpen={() => void store.getState().actions.openScene(card.id)}
          />
        ))}
      </ul>
      <p className="notice-line">{custom === null ? open?.notice : `Imported network: ${custom}`}</p>
    </Section>
  );
}
