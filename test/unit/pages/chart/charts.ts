import type { Chart, ChartPoint } from '../../../../src/pages/contract.ts';
import { noon } from '../../history/series.ts';

/** A point for each day, with its value. */
export function points(...values: readonly (readonly [day: number, value: number])[]): ChartPoint[] {
  return values.map(([day, value]) => ({ at: noon(day), value, text: `${value} of 100` }));
}

/** A chart of one line that ends now, with a capacity of 100. */
export function chartOf(line: readonly ChartPoint[], more: Partial<Chart> = {}): Chart {
  return {
    id: 'one',
    heading: 'One',
    finding: 'It grows.',
    now: line.at(-1)?.at ?? noon(0),
    units: [
      { size: 1, text: '{0} B' },
      { size: 1024, text: '{0} KB' },
    ],
    lines: [{ id: 'one', name: 'One', points: line }],
    limits: [{ kind: 'capacity', text: 'Capacity 100', steps: [{ at: line[0]?.at ?? 0, value: 100 }] }],
    marks: [],
    columns: [{ text: 'Time' }],
    rows: [],
    ...more,
  };
}
