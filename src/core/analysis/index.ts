export { RANK_TOLERANCE, type SingularValues, singularValues } from './singularValues';
