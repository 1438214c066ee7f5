import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/core/partition/certificate';
import { type CellComplex, faceCount } from '../../../src/core/partition/complex';
import { square } from '../../../src/core/slice/slice';
import { CERTIFICATES } from '../../../src/workers/certificates';
import { intervalTask } from '../../../src/workers/intervalTask';
import { copyForTransfer, createPartitionTask, type PartitionTask } from '../../../src/workers/partitionTask';
import type { PartitionRequest } from '../../../src/workers/protocol';
import { seededNetwork, tentNetwork } from '../../support/build';

const plane = (): PartitionRequest => ({
  generation: 1,
  urgency: 'now',
  network: seededNetwork([2, 8, 8, 3], 3),
  slice: { origin: new Float64Array(2), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1) },
  domain: square(1),
  options: {},
});

function certified(task: PartitionTask): Certificate {
  const checks = task.certify(CERTIFICATES);
  for (;;) {
    const step = checks.next();
    if (step.done) return step.value;
  }
}

describe('partition task', () => {
  it('gives the same complex in small steps as in one', () => {
    const whole = createPartitionTask(plane(), null);
    while (!whole.advance(1 << 20));
    const small = createPartitionTask(plane(), null);
    let steps = 1;
    while (!small.advance(3)) steps++;
    expect(steps).toBeGreaterThan(3);
    const [a, b] = [whole.finish(), small.finish()];
    expect(b).toEqual(a);
    const faces = faceCount(a.complex as CellComplex);
    expect(faces).toBe(small.faces);
    expect(a.outputs).toHaveLength(faces * 3);
    expect(certified(small)).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  });

  it('cuts the interval of a network with one input', () => {
    const task = createPartitionTask(
      {
        ...plane(),
        network: tentNetwork(4),
        slice: { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) },
        domain: [
          [0, 0],
          [1, 0],
        ],
      },
      intervalTask,
    );
    while (!task.advance(1));
    const { complex, interval, outputs } = task.finish();
    expect(complex).toBeNull();
    expect(interval?.vertices).toEqual(Float64Array.from({ length: 17 }, (_, i) => i / 16));
    expect(task.faces).toBe(16);
    expect(outputs).toEqual(new Float64Array(16).fill(0.5));
    expect(certified(task).euler).toBe(1);
  });

  it('copies for the transfer, so that the originals stay for the certificate', () => {
    const task = createPartitionTask(plane(), null);
    while (!task.advance(1 << 20));
    const finished = { ...task.finish(), seconds: 0 };
    const { pieces, transfer } = copyForTransfer(finished);
    const received = structuredClone(pieces, { transfer });
    expect(pieces.outputs).toHaveLength(0);
    expect(received).toEqual(finished);
    expect(transfer.length).toBeGreaterThan(8);
    expect(certified(task).euler).toBe(1);
  });
});
