import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_CODES, CATEGORY_GROUPS, categoryOf, dutyOf } from './categories.ts';
import { DEPARTMENTS, departmentName, TOWNSHIP_OFFICES } from './departments.ts';

describe('categories of appeals', () => {
  it('are nearly seventy in two levels, each in a group, each named once', () => {
    expect(CATEGORIES.length).toBeGreaterThanOrEqual(60);
    expect(CATEGORIES.length).toBeLessThanOrEqual(75);
    const groups = new Set<string>(CATEGORY_GROUPS.map((group) => group.code));
    expect(CATEGORIES.filter((category) => !groups.has(category.parent))).toEqual([]);
    expect(new Set(CATEGORY_CODES).size).toBe(CATEGORIES.length);
    expect(new Set(CATEGORIES.map((category) => category.name)).size).toBe(CATEGORIES.length);
    expect(CATEGORY_GROUPS.filter((group) => !CATEGORIES.some((category) => category.parent === group.code))).toEqual([]);
  });

  it('has clean words, none twice within a category', () => {
    for (const { code, words } of CATEGORIES) {
      expect(new Set(words.map((word) => word.replace('*', ''))).size, code).toBe(words.length);
      expect(
        words.filter((word) => !/^[一-龥A-Z+]+\*?$/.test(word)),
        code,
      ).toEqual([]);
    }
  });

  it('names a bearer of each duty, at the level of the body, with a basis', () => {
    const counties = new Set<string>(DEPARTMENTS.map((department) => department.key));
    const townships = new Set<string>(TOWNSHIP_OFFICES.map((office) => office.key));
    for (const { code, duty } of CATEGORIES) {
      const level = counties.has(duty.body) ? 'county' : townships.has(duty.body) ? 'township' : 'village';
      expect(duty.level, code).toBe(level);
      expect(duty.basis, code).toMatch(/^县里规定$|(法|条例|办法|法典)第.+条$/);
      expect(duty.owner, code).toMatch(/^县.{1,6}(?:[局队司联])$|办(\(平安\))?$|中心$|站$|委会$/);
    }
  });

  it('gives each department and office at least one category', () => {
    const bodies = new Set<string>(CATEGORIES.map((category) => category.duty.body));
    expect([...DEPARTMENTS, ...TOWNSHIP_OFFICES].filter(({ key }) => !bodies.has(key)).map(({ key }) => key)).toEqual([]);
  });

  it("knows a lamp is the county housing department's and a quarrel the village's (8.2)", () => {
    expect(dutyOf('roads.lamp')).toMatchObject({ level: 'county', owner: '县住建局' });
    expect(dutyOf('order.neighbour').level).toBe('village');
    expect(() => categoryOf('roads.rocket')).toThrow(RangeError);
  });

  it('writes the titles of departments in full', () => {
    const title = (key: string) =>
      departmentName([...DEPARTMENTS, ...TOWNSHIP_OFFICES].find((d) => d.key === key)!, {
        county: '永宁县',
        city: '银川市',
        township: '闽宁镇',
      });
    expect(title('county-housing')).toBe('永宁县住房和城乡建设局');
    expect(title('county-environment')).toBe('银川市生态环境局永宁分局');
    expect(title('county-power')).toBe('国网宁夏电力有限公司永宁县供电公司');
    expect(title('township-general')).toBe('闽宁镇党政办公室');
  });

  it('carries a word list of at most 8 KB, gzipped', () => {
    const carried = CATEGORIES.map(({ code, name, words, duty, kind }) => [code, name, words.join(' '), duty.body, duty.basis, kind]);
    expect(gzipSync(JSON.stringify(carried)).length).toBeLessThanOrEqual(8 * 1024);
  });
});
