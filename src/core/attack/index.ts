export {
  type Answer,
  type AttackOptions,
  type AttackResult,
  attack,
  DEFAULT_STEPS,
  defaultStep,
  MOST_STEPS,
} from './attack';
export { type Ball, type BallNorm, projectOnBall } from './ball';
export { type ClassChange, firstClassChange } from './classChange';
export { type DecisionBounds, decisionBounds, type FoundBy } from './decisionBounds';
export { DIRECTIONS, type DirectionsRun, type RandomDirections, type Spread, startDirections } from './directions';
export { gradientOf, type LossGradient, lossGradient } from './gradient';
export type { LargeDistances } from './largeDistances';
export { startLargeStudy } from './largeStudy';
export { type ClassLoss, classCount, classLoss, winningClass } from './loss';
export { type AttackReport, attackReport } from './report';
export { lineDecision, type SliceDecision, sliceDecision } from './sliceDecision';
export {
  type AttackStudy,
  type InSlice,
  type LargePart,
  type LargeStudy,
  type StudyOptions,
  type StudyRun,
  startStudy,
} from './study';
