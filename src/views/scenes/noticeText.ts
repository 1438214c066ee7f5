/** The sentence over the scenes: what to notice, or what stands in the scene's place. */
import { scenes } from '../../state/scenes';
import { notices, planeKind } from '../../state/scenes/notices';
import type { LensStore, SliceSpec } from '../../state/types';
import { formatCount } from '../../ui/format';
import { dataText } from '../data/sources';

function planeText(slice: SliceSpec): string {
  switch (slice.kind) {
    case 'axes':
      return `a plane along inputs ${slice.axes[0] + 1} and ${slice.axes[1] + 1}`;
    case 'anchors':
      return 'a plane through three anchors';
    case 'random':
      return `a random plane (seed ${formatCount(slice.seed)})`;
    case 'principal':
      return `a plane along principal components ${slice.components[0] + 1} and ${slice.components[1] + 1}`;
  }
}

/** The scene that is as it was made, as far as its data and its network's origin go; null: other ones are open. */
export const currentScene = ({ lens }: LensStore): string | null => (lens.network || lens.dataSpec ? null : lens.scene);

/**
 * What to notice in the scene that is open; where the network, the data or the kind of plane are no longer the scene's, one
 * sentence says what is there instead.
 */
export function noticeText({ lens, session }: LensStore): string {
  const { network, data } = session.whole;
  if (lens.network) return `Imported network: ${lens.network.name}`;
  if (lens.dataSpec && data) return `In place of the scene’s data: ${data.name} (${dataText(data)}).`;
  const title = scenes.find(({ id }) => id === lens.scene)?.title ?? lens.scene;
  if (lens.space > 0) return `${title}: a plane in the activations of layer ${lens.space}.`;
  if (lens.slice.kind !== planeKind(lens.scene)) return `${title}: ${planeText(lens.slice)}.`;
  if (lens.seeded) return `${title}: another network, ${sizesText(network)}, drawn from seed ${lens.seeded.seed}.`;
  return notices[lens.scene] ?? '';
}

const sizesText = ({ inputSize, layers }: LensStore['session']['network']): string =>
  [inputSize, ...layers.map(({ outputSize }) => outputSize)].join('–');
