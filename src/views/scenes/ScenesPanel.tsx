import { type ReactElement, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Scene, SceneGroup } from '../../state/scenes';
import { notices } from '../../state/scenes/notices';
import { FoldButton } from '../../ui/FoldButton';
import { bringIntoSight } from '../../ui/intoSight';
import { Section } from '../../ui/Section';
import type { LensStoreApi } from '../live';
import { currentScene, noticeText } from './noticeText';
import { useThumbnail } from './useThumbnail';
import './scenes.css';

interface SceneButtonProps {
  readonly scene: Scene;
  readonly current: boolean;
  readonly onOpen: () => void;
}

function SceneButton({ scene: { id, title }, current, onOpen }: SceneButtonProps): ReactElement {
  const image = useThumbnail(id);
  return (
    <li>
      <button
        type="button"
        className="scene"
        aria-current={current ? 'true' : undefined}
        title={notices[id]}
        onClick={onOpen}
      >
        <img ref={image} className="thumbnail" alt="" />
        <span>{title}</span>
      </button>
    </li>
  );
}

interface GroupProps {
  readonly name: SceneGroup;
  readonly scenes: readonly Scene[];
  /** The scene that is open. */
  readonly current: string | null;
  readonly onOpen: (id: string) => void;
}

function Group({ name, scenes, current, onOpen }: GroupProps): ReactElement {
  const [open, setOpen] = useState(true);
  const id = useId();
  return (
    <div className="scene-group">
      <h3>
        <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
          {name}
        </FoldButton>
      </h3>
      <ul id={id} className="scenes" hidden={!open}>
        {scenes.map((scene) => (
          <SceneButton key={scene.id} scene={scene} current={scene.id === current} onOpen={() => onOpen(scene.id)} />
        ))}
      </ul>
    </div>
  );
}

/** The scenes to choose from, each with its own partition as a picture, and what to notice in the one that is open. */
export function ScenesPanel({ store, scenes }: { store: LensStoreApi; scenes: readonly Scene[] }): ReactElement {
  const current = useStore(store, currentScene);
  const notice = useStore(store, noticeText);
  const open = (id: string): void => {
    // Where the page scrolls, the slice may be above it.
    bringIntoSight(document.querySelector('.slice-view'));
    void store.getState().actions.openScene(id);
  };
  const groups = [...new Set(scenes.map(({ group }) => group))];
  return (
    <Section title="Scenes">
      <p className="notice-line">{notice}</p>
      <div className="scene-groups">
        {groups.map((name) => (
          <Group
            key={name}
            name={name}
            scenes={scenes.filter(({ group }) => group === name)}
            current={current}
            onOpen={open}
          />
        ))}
      </div>
    </Section>
  );
}
