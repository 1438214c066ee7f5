/**
 * The slice as it is drawn at a deep zoom: from the part in sight that was cut once more, in the colours of the domain's
 * picture. A chunk of its own.
 */

import { isPlainMode } from '../../state/colourModes';
import { covers, type Detail, detailInForce, faceInDetail } from '../../state/detail';
import type { LensStore } from '../../state/types';
import { formatCount } from '../../ui/format';
import type { Palette } from '../palette';
import { colouringFor } from './colourer';
import { type FaceColours, faceColours } from './colours';
import { coloursBy, quietColours } from './fieldColours';
import { readoutLines } from './hover';
import type { Part, Seen } from './lateSight';
import { clipWindow } from './outlines';
import { remember } from './remember';
import type { Pane } from './viewport';

/** The detail's face of the selected point, or the part in sight of its polytope where the point itself is elsewhere. */
function selectedFace(detail: Detail, { lens, session }: LensStore): number {
  const face = faceInDetail(detail, lens.point);
  const inDomain = session.inspection?.face ?? -1;
  return face >= 0 || inDomain < 0 ? face : detail.domainFaces.indexOf(inDomain);
}

/** The state with the detail in place of the domain's result. */
function stateOf(state: LensStore, detail: Detail): LensStore {
  const { session } = state;
  const { inspection, detailColouring, hoverDetail } = session;
  return {
    ...state,
    session: {
      ...session,
      result: detail.result,
      colouring: detailColouring,
      inspection: inspection && { ...inspection, face: selectedFace(detail, state) },
      hoverFace: hoverDetail,
    },
  };
}

/** Colours of the detail's own faces (and edges), on the scale of the domain's. */
function ownColours(state: LensStore, { result }: Detail, domain: FaceColours, palette: Palette): FaceColours {
  const { colour } = state.lens;
  const { scale, place, image } = domain;
  const { complex, outputs } = result;
  if (isPlainMode(colour)) {
    const limit = scale.kind === 'output' ? scale.limit : undefined;
    return { ...faceColours(complex, outputs, colour, palette, limit), scale };
  }
  const values = colouringFor(state, result)?.values;
  if (!values || !place || scale.kind !== 'field') return { rgba: quietColours(complex.areas.length, palette), scale };
  return { ...coloursBy(values, scale, place, complex, palette), scale, ...(image ? { image } : {}) };
}

/** The same colours as in the domain's picture; own ones where the domain merged a polytope. */
function sameColours(own: FaceColours, { domainFaces }: Detail, { rgba }: FaceColours): FaceColours {
  const same = own.rgba.slice();
  domainFaces.forEach((face, i) => {
    if (face >= 0) same.set(rgba.subarray(4 * face, 4 * face + 4), 4 * i);
  });
  return { ...own, rgba: same };
}

/** What the pointer reads: of a polytope that the window cuts off, what the domain knows of all of it. */
function linesOf(whole: LensStore, state: LensStore, detail: Detail): Part['lines'] {
  return (face, point, pixelsPerUnit, answer = null) => {
    const inDomain = detail.domainFaces[face] ?? -1;
    if (inDomain >= 0 && detail.whole[face] === 0)
      return readoutLines(whole, inDomain, point, pixelsPerUnit, undefined, answer);
    const name = inDomain >= 0 ? `polytope ${formatCount(inDomain)}` : 'polytope merged in the domain’s cut';
    return readoutLines(state, face, point, pixelsPerUnit, name, answer);
  };
}

export class Sight {
  private readonly states = remember<Seen>();
  private readonly colours = remember<FaceColours>();

  /** What is seen in a pane; the state itself where there is no detail of it, or not all that its colours need. */
  see(state: LensStore, pane: Pane): Seen {
    const { lens, session } = state;
    const detail = detailInForce(session);
    if (!detail || !covers(detail.window, clipWindow(lens.viewport, pane))) return { state, part: null };
    if (lens.colour === 'bend' && session.detailColouring?.generation !== detail.result.generation)
      return { state, part: null };
    return this.states([state, detail], () => this.make(state, detail));
  }

  private make(whole: LensStore, detail: Detail): Seen {
    const state = stateOf(whole, detail);
    const part: Part = {
      complex: detail.result.complex,
      domainFace: (face) => detail.domainFaces[face] ?? -1,
      lines: linesOf(whole, state, detail),
      colours: (domain, palette) =>
        this.colours([domain, detail.result.complex, state.session.colouring?.values, palette], () =>
          sameColours(ownColours(state, detail, domain, palette), detail, domain),
        ),
    };
    return { state, part };
  }
}
