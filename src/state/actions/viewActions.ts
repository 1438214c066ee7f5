/** Actions on what is looked at: point, viewport, domain, colours, hover. High-rate ones check little and build little. */
import type { Context } from '../context';
import { detailInForce } from '../detail';
import { LEAST_SPAN } from '../limits';
import { domainMismatch } from '../resolve';
import { parseLensState } from '../schema';
import type { Actions, LensState } from '../types';
import { finite, plain } from './pointActions';

type ViewActions = Pick<
  Actions,
  | 'setViewport'
  | 'setDomain'
  | 'resetView'
  | 'setUpToLayer'
  | 'setDecision'
  | 'setShowData'
  | 'setShowField'
  | 'setSurface'
  | 'setReach'
  | 'setLayout'
  | 'lightUnit'
  | 'hover'
>;

/** What a network that is no scene's is first looked at with: the whole of its domain. */
export function viewOf(domain: LensState['domain']): LensState['viewport'] {
  const ps = domain.map(([p]) => p);
  const qs = domain.map(([, q]) => q);
  const [p0, p1, q0, q1] = [Math.min(...ps), Math.max(...ps), Math.min(...qs), Math.max(...qs)];
  return { centre: [(p0 + p1) / 2, (q0 + q1) / 2], span: 1.05 * (Math.max(p1 - p0, q1 - q0) || 2) };
}

export function viewActions(context: Context, first: () => Pick<LensState, 'domain' | 'viewport'>): ViewActions {
  const { store, set, setSession, notify } = context;

  /** Sets parts of the state if the whole is still valid; else tells and keeps what was. */
  const checked = (change: Partial<LensState>): void => {
    const lens = store.getState().lens;
    const result = parseLensState({ ...lens, ...change, network: null, weights: null, dataSpec: null });
    if (!result.ok) {
      notify('error', `${result.message}: nothing was changed`);
      return;
    }
    const keys = Object.keys(change) as (keyof LensState)[];
    set(Object.fromEntries(keys.map((key) => [key, result.state[key]])));
  };

  return {
    setViewport({ centre, span }) {
      if (finite(...centre, span) && span >= LEAST_SPAN) set({ viewport: { centre: plain(centre), span } });
    },
    setDomain(domain) {
      const fault = domainMismatch(domain.length, store.getState().session.network.inputSize);
      if (fault) notify('error', `${fault}: nothing was changed`);
      else checked({ domain });
    },
    resetView: () => set({ ...first() }),
    setUpToLayer(layer) {
      const { lens, session } = store.getState();
      const { length } = session.whole.network.layers;
      if (layer !== null && (layer > length || layer <= lens.space))
        notify(
          'error',
          `Layer ${layer} of ${length} ${layer > length ? 'does not exist' : 'is not sliced'}: nothing was changed`,
        );
      else checked({ upToLayer: layer });
    },
    setDecision: (decision) => checked({ decision }),
    setShowData: (showData) => checked({ showData }),
    setShowField: (showField) => checked({ showField }),
    setSurface: (surface) => checked({ surface }),
    setReach: (reach) => checked({ reach }),
    setLayout: (layout) => checked({ layout }),
    lightUnit: (litUnit) => setSession({ litUnit }),
    hover(face, ofDetail = false) {
      const { session } = store.getState();
      const faces = detailInForce(session)?.domainFaces;
      const hoverFace = ofDetail ? (faces?.[face] ?? -1) : face;
      const hoverDetail = ofDetail ? face : face < 0 || !faces ? -1 : faces.indexOf(face);
      if (session.hoverFace !== hoverFace || session.hoverDetail !== hoverDetail)
        setSession({ hoverFace, hoverDetail });
    },
  };
}
