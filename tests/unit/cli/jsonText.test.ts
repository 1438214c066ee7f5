import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from '../../../src/cli/jsonText';
import { pathReport, startLongWalk, walkPath } from '../../../src/core';
import { type LongWalk, pathReportInParts } from '../../../src/core/path';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });

it('is the JSON of any object, in parts', () => {
  const lists = fc.array(fc.nat(99), { maxLength: 700, size: 'max' });
  holds(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), lists, fc.constant(undefined))), (object) => {
      expect([...jsonText(object)].join('')).toBe(`${JSON.stringify(object)}\n`);
    }),
    1,
    60,
  );
});

it('is what a report says, of short walks and of long ones, which agree', () => {
  holds(
    fc.property(seeds, (seed) => {
      const { network, x, random } = graphCase(seed);
      const vertices = [x, normals(random, x.length), normals(random, x.length)];
      const run = startLongWalk(network, vertices);
      while (!run.advance(() => true));
      const [long, whole] = [run.part() as LongWalk, walkPath(network, vertices)];
      const reports = [long, whole].map((walk) => {
        const report = pathReport(network, vertices, walk);
        expect([...jsonText(pathReportInParts(walk))].join('')).toBe(`${JSON.stringify(report)}\n`);
        return report;
      });
      const names = (report: (typeof reports)[number] | undefined) =>
        report?.crossings.map(({ layer, unit }) => `${layer}/${unit}`);
      expect(names(reports[0])).toEqual(names(reports[1]));
      expect(reports[0]?.layers).toEqual(reports[1]?.layers);
      reports[0]?.pieces.forEach(({ from, output, slope }, p) => {
        const other = reports[1]?.pieces[p];
        const size = 1 + Math.max(...[...output, ...slope].map(Math.abs));
        expect(Math.abs(from - (other?.from as number))).toBeLessThan(1e-10);
        for (const [own, its] of [
          [output, other?.output],
          [slope, other?.slope],
        ] as const)
          own.forEach((value, k) => {
            expect(Math.abs(value - (its?.[k] as number)) / size).toBeLessThan(1e-8);
          });
      });
    }),
    2,
    30,
  );
});
