import { describe, expect, it } from 'vitest';
import {
  EXTENSION_GROUNDS,
  extensionGround,
  REFUSAL_GROUND_CODES,
  REFUSAL_GROUNDS,
  refusalGround,
  SUSPENSION_GROUNDS,
  suspensionGround,
} from './refusal-grounds.ts';

const ALL = [...REFUSAL_GROUNDS, ...EXTENSION_GROUNDS, ...SUSPENSION_GROUNDS];

describe('grounds', () => {
  it('each have one code, a name, a sentence and a source', () => {
    for (const list of [REFUSAL_GROUNDS, EXTENSION_GROUNDS, SUSPENSION_GROUNDS]) {
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    }
    for (const ground of ALL) {
      expect(ground.sentence, ground.code).toMatch(/。$/);
      expect(ground.source, ground.code).toMatch(/^县里规定$|(条例|法)第.+[条款项]$/);
    }
  });

  it('never refuse without naming the right way', () => {
    for (const { code, rightWay } of REFUSAL_GROUNDS) expect(rightWay.length, code).toBeGreaterThan(10);
  });

  it('are found by code, and nothing else is a ground', () => {
    expect(refusalGround('petition-ended')?.source).toBe('信访工作条例第三十六条第三款');
    expect(refusalGround('too-difficult')).toBeUndefined();
    expect(extensionGround('survey')?.name).toBe('要现场勘测或检测');
    expect(suspensionGround('appraisal')?.name).toBe('等鉴定检测结论');
    expect(REFUSAL_GROUND_CODES).toHaveLength(REFUSAL_GROUNDS.length);
  });
});
