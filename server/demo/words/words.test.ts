import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, CATEGORY_GROUPS, categoryOf, dutyOf } from '../../../domain/matters/appeal/categories.ts';
import { proposeCategory } from '../../../domain/matters/appeal/propose-category.ts';
import { EXTENSION_GROUNDS, SUSPENSION_GROUNDS } from '../../../domain/matters/appeal/refusal-grounds.ts';
import {
  ANSWERS,
  answersTo,
  EXTENSION_WORDS,
  questionFor,
  RATING_WORDS,
  STATION_ANSWERS,
  STATION_VIEWS,
  SUSPENSION_WORDS,
  TROUBLES,
  toldIn,
  VILLAGE_PLACES,
  villagesFor,
  WRONG_SENDINGS,
} from './index.ts';

const divisions = new Map(
  readFileSync(new URL('../../data/territory/divisions.csv', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .map(([code = '', , level = '', name = '']) => [code, { level, name }] as const),
);

describe('the troubles of the demo', () => {
  it('are at least ninety, each told once', () => {
    expect(TROUBLES.length).toBeGreaterThanOrEqual(90);
    expect(new Set(TROUBLES.map((trouble) => trouble.title)).size).toBe(TROUBLES.length);
    expect(new Set(TROUBLES.map((trouble) => trouble.words)).size).toBe(TROUBLES.length);
  });

  it('use every category but the last resort', () => {
    const used = new Set<string>(TROUBLES.map((trouble) => trouble.category));
    expect(CATEGORIES.map(({ code }) => code).filter((code) => !used.has(code))).toEqual(['affairs.other']);
  });

  it('happen in real villages, with every blank filled', () => {
    for (const places of VILLAGE_PLACES) expect(divisions.get(places.code)?.name, places.code).toContain(places.name.replace(/村$/, ''));
    for (const trouble of TROUBLES) {
      expect(villagesFor(trouble).length, trouble.title).toBeGreaterThan(0);
      for (const places of villagesFor(trouble)) {
        const told = toldIn(trouble, places, 7);
        expect(JSON.stringify(told), trouble.title).not.toMatch(/[{}]\w|\w}/);
        expect(told.title.length, told.title).toBeLessThanOrEqual(30);
        expect(told.words.length, told.title).toBeLessThanOrEqual(120);
      }
    }
    for (const places of VILLAGE_PLACES)
      expect(TROUBLES.filter((trouble) => villagesFor(trouble).includes(places)).length, places.name).toBeGreaterThanOrEqual(60);
  });

  it('are proposed their own category nine times of ten', () => {
    const tellings = TROUBLES.flatMap((trouble) =>
      villagesFor(trouble).map((places, n) => ({ trouble, words: toldIn(trouble, places, n).words })),
    );
    const right = tellings.filter(({ trouble, words }) => proposeCategory(words)[0]?.code === trouble.category).length;
    expect(right / tellings.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('the words around them', () => {
  it('hold at least two answers for each category', () => {
    expect(CATEGORIES.filter(({ code }) => (ANSWERS[code]?.length ?? 0) < 2).map(({ code }) => code)).toEqual([]);
  });

  it('hold an answer that fits each trouble', () => {
    for (const trouble of TROUBLES) {
      expect(trouble.answers.length, trouble.title).toBeGreaterThan(0);
      expect(answersTo(trouble), trouble.title).toHaveLength(trouble.answers.length);
    }
  });

  it('hold views, questions and replies for each group', () => {
    for (const { code } of CATEGORY_GROUPS) expect(STATION_VIEWS[code]?.length, code).toBeGreaterThanOrEqual(2);
    for (const category of CATEGORIES) expect(questionFor(category)?.replies.length, category.code).toBeGreaterThanOrEqual(2);
    for (const list of Object.values(RATING_WORDS)) expect(list.length).toBeGreaterThanOrEqual(6);
  });

  it('let the station solve each duty of the village itself', () => {
    for (const { code, duty } of CATEGORIES) if (duty.level === 'village') expect(STATION_ANSWERS[code]?.length, code).toBeGreaterThan(0);
  });

  it('send back to the one whose duty it is, never to the one that returned it', () => {
    for (const sending of WRONG_SENDINGS) {
      for (const code of sending.categories) {
        expect(dutyOf(code).body, code).toBe(sending.suggested);
        expect(sending.from, code).not.toBe(sending.suggested);
        expect(categoryOf(code).duty.level, code).not.toBe('village');
      }
    }
  });

  it('have words for each ground of more time and of standing still', () => {
    expect(EXTENSION_GROUNDS.filter(({ code }) => !EXTENSION_WORDS[code]?.length)).toEqual([]);
    expect(SUSPENSION_GROUNDS.filter(({ code }) => !SUSPENSION_WORDS[code]?.length)).toEqual([]);
  });

  it('name no person, number or anything never collected', () => {
    const folder = new URL('.', import.meta.url);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      expect(text.match(/1[3-9]\d{9}|\d{17}[\dXx]|民族|回民|汉族|宗教|清真|人脸|指纹|[王马李张杨刘陈吴赵徐]某/g), file).toBeNull();
    }
  });
});
