/** The library's door to soft codes: `import … from 'polytope-lens/soft'`. */

export { type Agreement, type AgreementJob, agreementSteps } from './agreement';
export { type AgreementQuestion, agreementStudy, type SoftAgreement } from './agreementStudy';
export { type BoundaryCut, boundaryCut, type CutRequest } from './boundaryCut';
export { facesOfCodes } from './codeFaces';
export { codeProbabilities } from './codeProbabilities';
export { type SoftCurve, type SoftPlace, softAt, softCurve, softValue } from './curve';
export { boundaryWidth, type Gap, NEAREST_GATE, NEAREST_SWISH, reluGap } from './gaps';
export {
  betaOf,
  entropyOf,
  etaOf,
  gateScale,
  gateValue,
  hasUnevenGates,
  type LayerGate,
  ownGate,
  softAssignment,
} from './gate';
export { drawCode, type LikelyCode, likelyCodes } from './likelyCodes';
export { jacobian, softMap } from './map';
export { type MostEntropy, mostEntropy } from './mostEntropy';
export { codeEntropy, expectedActive, type SoftGates, type SoftLayer, type SoftPass, softPass } from './pass';
export { type SoftPathReport, softPathReport } from './pathReport';
export { isMaxAffine, type PowerCells, powerCellAt, powerCells } from './powerDiagram';
export { type VectorQuantiser, vectorQuantiser } from './quantiser';
export { hardColumns, mapColumns, sliceNorm, softQuantity } from './quantity';
export { type SoftReport, softReport } from './report';
export { type SampledMaps, sampledMaps } from './sampledMaps';
export { sampledVariation } from './sampledVariation';
export { gatesOf, isSoft, type LayerBetas, type Softness, type SoftnessSpec, softness } from './softness';
export { quantityFault, type SoftQuantity } from './softQuantity';
export { splineGap, swishGeluGap } from './splineGap';
export { type SoftUnit, softUnit } from './unit';
export { type SoftVariationRun, softVariation, startSoftVariation } from './variation';
export type { SoftVariation } from './variationSums';
