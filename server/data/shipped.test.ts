import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE_COLUMNS } from '../modules/services/index.ts';
import { readCsv } from '../platform/csv.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const rows = (path: string): Record<string, string>[] => {
  const [head = '', ...lines] = read(path).trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
};

const LENGTH: Record<string, number> = { region: 2, city: 4, county: 6, township: 9, village: 12 };

describe('shipped data', () => {
  it('holds the 3,199 divisions, parents first, codes at natural length', () => {
    const divisions = rows('territory/divisions.csv');
    const met = new Set<string>(['']);
    const counts: Record<string, number> = {};
    for (const { code = '', parent = '', level = '' } of divisions) {
      expect(code).toHaveLength(LENGTH[level] ?? -1);
      expect(met.has(parent), code).toBe(true);
      expect(code.startsWith(parent), code).toBe(true);
      met.add(code);
      counts[level] = (counts[level] ?? 0) + 1;
    }
    expect(counts).toEqual({ region: 1, city: 5, county: 22, township: 259, village: 2912 });
    expect(met.size - 1).toBe(3199);
  });

  it('draws the 22 counties in at most 60 KB, each ring closed', () => {
    const text = read('territory/counties.geojson');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60 * 1024);
    const counties = new Set(rows('territory/divisions.csv').flatMap(({ code, level }) => (level === 'county' ? [code] : [])));
    const map = JSON.parse(text) as {
      features: { properties: { code: string; name: string }; geometry: { type: string; coordinates: number[][][] | number[][][][] } }[];
    };
    expect(new Set(map.features.map(({ properties }) => properties.code))).toEqual(counties);
    for (const { properties, geometry } of map.features) {
      const rings = (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()) as number[][][];
      for (const ring of rings) expect(ring[0], properties.name).toEqual(ring.at(-1));
    }
  });

  it('adds up to the census of 2020', () => {
    const census = rows('territory/census-2020.csv');
    expect(census.reduce((sum, { population }) => sum + Number(population), 0)).toBe(7_202_654);
    for (const row of census) {
      const ages = Object.entries(row).filter(([column]) => column.startsWith('age_'));
      expect(ages).toHaveLength(19);
      expect(ages.reduce((sum, [, share]) => sum + Number(share), 0), row.name).toBeCloseTo(1, 2);
    }
  });

  it('ships 1,135 example items and 24 guides, each with its place', () => {
    const { rows: items, refused } = readCsv(read('services/example-catalogue.csv'), {
      required: ['code', 'name', 'source'],
      optional: CATALOGUE_COLUMNS,
    });
    expect(refused).toEqual([]);
    expect(new Set(items.map(({ cells }) => cells.code)).size).toBe(items.length);
    const guides = items.filter(({ cells }) => cells.code.startsWith('guide-'));
    expect([items.length - guides.length, guides.length]).toEqual([1135, 24]);
    for (const { cells } of items) expect(cells.source, cells.code).toMatch(/\p{Script=Han}/u);
  });

  it('names its source for each file', () => {
    const sources = read('SOURCES.md');
    for (const file of ['territory/divisions.csv', 'territory/counties.geojson', 'territory/census-2020.csv', 'names/names.json', 'services/example-catalogue.csv', 'services/yongning-catalogue.csv']) expect(sources).toContain(file);
  });
});
