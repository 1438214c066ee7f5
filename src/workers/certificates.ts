/** The checks of a finished partition: loaded when the first of them is due, so that the first picture does not wait for them. */

import { certifySteps } from '../core/partition/certificate';
import { certifyInterval } from '../core/partition/certifyInterval';

export const CERTIFICATES = { certifyInterval, certifySteps };

export type Certificates = typeof CERTIFICATES;
