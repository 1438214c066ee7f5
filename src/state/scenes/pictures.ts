/**
 * Pictures of the scenes for the gallery, by the engine itself: one partition after the other in a worker of their own, which
 * ends with the last. Loaded when the page is idle; nothing of it stands in the way of the first picture.
 */
import type { CellComplex } from '../../core/partition/complex';
import type { IntervalComplex } from '../../core/partition/intervalComplex';
import { axisSlice, type Polygon, square } from '../../core/slice/slice';
import { PartitionClient, type PartitionEvents } from '../../workers/partitionClient';
import type { PartitionJob } from '../../workers/protocol';
import { isPlainMode, type PlainMode } from '../colourModes';
import { loadScene } from '../scenes';
import { fetchWith, type ReadFile } from '../scenesFiles';
import { buildSlice } from '../slice';
import type { DataSet } from '../types';
import { DIGIT_PLANES, digitsPlane } from './digitsPlanes';

/** What a scene's small picture is drawn from. */
export interface ScenePicture {
  readonly complex: CellComplex | null;
  readonly interval: IntervalComplex | null;
  /** Faces × outputs, at their centroids. */
  readonly outputs: Float64Array;
  readonly colour: PlainMode;
  readonly domain: Polygon;
  /** Points in the plane of the picture, where they are few and of two inputs. */
  readonly data: DataSet | null;
}

interface Subject {
  readonly job: PartitionJob;
  readonly colour: PlainMode;
  readonly data: DataSet | null;
}

const isDigitPlane = (id: string): id is (typeof DIGIT_PLANES)[number] =>
  (DIGIT_PLANES as readonly string[]).includes(id);

/** Network, plane and domain that a scene opens with. */
async function subjectOf(id: string, read: ReadFile): Promise<Subject> {
  if (isDigitPlane(id)) {
    const { network, half } = await digitsPlane(id, read);
    const job = { network, slice: axisSlice(2), domain: square(half), options: {}, urgency: 'now' } as const;
    return { job, colour: 'code', data: null };
  }
  const { network, data, initial } = await loadScene(id, read);
  const plane = buildSlice(initial.slice, network.inputSize, data);
  if (!plane.ok) throw new Error(plane.message);
  const job = { network, slice: plane.slice, domain: initial.domain, options: {}, urgency: 'now' } as const;
  return { job, colour: isPlainMode(initial.colour) ? initial.colour : 'code', data };
}

export class ScenePictures {
  private readonly known = new Map<string, Promise<ScenePicture>>();
  private queue: Promise<unknown> = Promise.resolve();
  private client: PartitionClient | null = null;
  private waiting = 0;
  private answer: {
    resolve(picture: Parameters<PartitionEvents['pieces']>[2]): void;
    reject(error: Error): void;
  } | null = null;

  constructor(
    private readonly createClient: (events: PartitionEvents) => PartitionClient,
    private readonly read: ReadFile = fetchWith(null),
  ) {}

  /** The picture of a scene, computed once. Rejects where a file is missing or the engine refuses. */
  get(id: string): Promise<ScenePicture> {
    const known = this.known.get(id);
    if (known) return known;
    this.waiting++;
    const picture = this.queue.then(() => this.make(id)).finally(() => this.rest());
    this.queue = picture.catch(() => this.known.delete(id));
    this.known.set(id, picture);
    return picture;
  }

  private async make(id: string): Promise<ScenePicture> {
    const { job, colour, data } = await subjectOf(id, this.read);
    const { complex, interval, outputs } = await this.cut(job);
    return { complex, interval, outputs, colour, domain: job.domain, data };
  }

  private cut(job: PartitionJob): Promise<Parameters<PartitionEvents['pieces']>[2]> {
    const ignore = (): void => undefined;
    this.client ??= this.createClient({
      progress: ignore,
      statistics: ignore,
      field: ignore,
      fieldProgress: ignore,
      fieldError: ignore,
      lost: ignore,
      certificate: ignore,
      settled: ignore,
      pieces: (_job, _generation, pieces) => this.answer?.resolve(pieces),
      error: (message) => this.answer?.reject(new Error(message)),
    });
    return new Promise((resolve, reject) => {
      this.answer = { resolve, reject };
      this.client?.request(job);
    });
  }

  /** The worker ends with the last picture that is asked for. */
  private rest(): void {
    if (--this.waiting > 0) return;
    this.client?.dispose();
    this.client = null;
  }
}

/** On the page: in a worker of the same script as the main one's. */
export const pagePictures = (): ScenePictures => new ScenePictures((events) => new PartitionClient(events));
