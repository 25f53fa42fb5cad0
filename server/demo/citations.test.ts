import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { CATEGORIES } from '../../domain/matters/appeal/categories.ts';
import { EXTENSION_GROUNDS, REFUSAL_GROUNDS, SUSPENSION_GROUNDS } from '../../domain/matters/appeal/refusal-grounds.ts';
import { ARTICLES, cite } from '../../domain/policy/law.ts';
import { PARAMETERS } from '../../domain/policy/parameters.ts';
import { CITED_ARTICLES, placesCitedIn, textAt } from '../../domain/policy/testing/cited-articles.ts';
import * as demoWords from './words/index.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The sources as they stand; what a program puts together is read from its values below. */
const written = ['server/demo', 'domain'].flatMap((folder) =>
  readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('testing'))
    .map((file) => ({ where: `${folder}/${file}`, text: readFileSync(join(project, folder, file), 'utf8') })),
);
const values = { CATEGORIES, EXTENSION_GROUNDS, REFUSAL_GROUNDS, SUSPENSION_GROUNDS, PARAMETERS, demoWords };
const told = [...written, ...Object.entries(values).map(([where, value]) => ({ where, text: JSON.stringify(value) }))];

/** Those the clause board judges by are checked with its rules. */
const known = new Set([...Object.keys(CITED_ARTICLES), ...Object.values(ARTICLES).map(cite)]);

describe('what is cited', () => {
  it('is an article that is known, with the words it is cited for', () => {
    const unknown = told.flatMap(({ where, text }) =>
      placesCitedIn(text).flatMap((place) => (known.has(place) ? [] : [`${where}: ${place}`])),
    );
    expect(unknown).toEqual([]);
    const cited = new Set(told.flatMap(({ text }) => placesCitedIn(text)));
    expect(Object.keys(CITED_ARTICLES).filter((place) => !cited.has(place))).toEqual([]);
  });

  it('says the days the article says, where a sentence names both', () => {
    const sentences = told.flatMap(({ text }) => text.match(/[^'"`。\n]+/g) ?? []);
    let checked = 0;
    for (const sentence of sentences) {
      const [days] = sentence.match(/[一二三四五六七八九十百]+(?=个?(工作)?[日天])/) ?? [];
      for (const place of days ? placesCitedIn(sentence) : []) {
        checked += 1;
        expect(CITED_ARTICLES[place], sentence).toMatch(new RegExp(`(?<![一-十])${days}日`));
      }
    }
    expect(checked).toBeGreaterThan(0);
  });

  it('is taken apart into its places', () => {
    expect(placesCitedIn('见信访工作条例第三十一条第一、四项；参照行政复议法第三十九条第一款第五项')).toEqual([
      '信访工作条例第三十一条第一款第一项',
      '信访工作条例第三十一条第一款第四项',
      '行政复议法第三十九条第一款第五项',
    ]);
    expect(placesCitedIn('信访工作条例第十九条第三款、第三十五条')).toEqual(['信访工作条例第十九条第三款', '信访工作条例第三十五条']);
    expect(placesCitedIn('按狗管理办法第三条办')).toEqual(['按狗管理办法第三条']);
  });

  // 信访工作条例第三十四条: 60 days, and at most 30 more.
  it('leaves no county more time than the law gives', () => {
    expect(PARAMETERS['appeal.answer.trouble'].max).toBeLessThanOrEqual(60);
    expect(PARAMETERS['appeal.extension'].max).toBeLessThanOrEqual(30);
  });
});

/** The texts of the laws lie beside the project on the machines of those who keep it. */
const LAW = ['../shared/law', '../../shared/law'].map((path) => join(project, path)).find((path) => existsSync(path));

describe.skipIf(!LAW)(LAW ? 'our copy of the articles' : 'our copy of the articles: SKIPPED, the laws are not on this machine', () => {
  const current = LAW ? readdirSync(`${LAW}/current`) : [];
  const textOf = (place: string): string => {
    const law = place.slice(0, place.indexOf('第'));
    const files = law === '民法典' ? ['总则.md', '物权编.md'] : current.filter((file) => file.startsWith(`${law}(`));
    return files.map((file) => readFileSync(`${LAW}/current/${file}`, 'utf8')).join('\n');
  };
  test.each(Object.entries(CITED_ARTICLES))('%s', (place, says) => {
    expect(textAt(place, textOf(place))).toContain(says);
  });
  it('gives the numbers the law gives', () => {
    const thresholds = JSON.parse(readFileSync(`${LAW}/thresholds.json`, 'utf8')) as { key: string; value: Record<string, number> }[];
    const limitsOf = (key: string) => thresholds.find((one) => one.key === key)?.value;
    expect(limitsOf('petition.decide_days')).toEqual({ max: 60, extend: 30 });
    expect(limitsOf('licence.decide_workdays')).toMatchObject({ max: 20 });
  });
});
